'use strict';
/* What WebGL draws: nodes as points with the shape of their type, relations as lines that appear as one comes near.
   Filters are numbers that the shaders read, so that switching a type costs one frame, not a new upload of all. */
{
  const { NodeProgram, EdgeProgram } = chainscapeVendor;
  /* the first 63 types are told apart, the rest share the last place */
  const MOST = 64;
  const CELL = 32;
  const MANY = 5000;
  const { large } = page;

  const shades = Object.assign(/** @type {Large.Shades} */ ({}), {
    types: new Float32Array(MOST).fill(1),
    ties: new Float32Array(MOST).fill(1),
    statuses: new Float32Array(4).fill(1),
    grade: 0,
    pitch: 1,
    moving: false,
    reach: new Float32Array(MOST).fill(1.12),
    hues: new Float32Array(MOST * 3),
    tieHues: new Float32Array(MOST * 3),
    place: (/** @type {number} */ n) => Math.min(n, MOST - 1),
  });
  page.shades = shades;

  /* how far a glyph reaches: the less empty room around it, the less there is to draw */
  /** @type {Record<string, number>} */
  const REACH = { IndustryChain: 1.45, Stage: 1.35, Consortium: 1.3, ResearchInstitute: 1.2, University: 1.2, Project: 1.2 };
  /** @param {string} type */
  const reach = type => REACH[type] || 1.12;
  large.types.slice(0, MOST).forEach((type, n) => { shades.reach[n] = reach(type); });
  /* the glyphs of all types side by side, white on nothing */
  shades.drawAtlas = () => {
    const canvas = document.createElement('canvas');
    canvas.width = CELL * 8;
    canvas.height = CELL * 8;
    const c = page.brush(canvas);
    c.fillStyle = '#fff';
    large.types.slice(0, MOST).forEach((type, n) => {
      const [, path] = page.shape(type);
      const scale = (CELL / 2 - 1) / reach(type);
      c.setTransform(scale, 0, 0, scale, (n % 8 + 0.5) * CELL, (Math.floor(n / 8) + 0.5) * CELL);
      c.fill(new Path2D(path));
    });
    shades.atlas = canvas;
  };

  const VERTEX = `
attribute vec2 a_position;
attribute float a_weight;
attribute float a_kind;
uniform mat3 u_matrix;
uniform float u_pixelRatio;
uniform float u_pitch;
uniform float u_types[${MOST}];
uniform float u_reach[${MOST}];
uniform vec3 u_hues[${MOST}];
varying vec3 v_color;
varying vec2 v_cell;
void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  int kind = int(a_kind);
  float own = u_pitch * (0.28 + 0.30 * a_weight);
  float least = 0.7 + 3.2 * a_weight * a_weight;
  float radius = clamp(own, least, 4.0 + 9.0 * a_weight) * u_types[kind];
  gl_PointSize = radius * 2.0 * u_reach[kind] * u_pixelRatio;
  if (radius == 0.0) gl_Position = vec4(2, 2, 2, 1);
  v_cell = vec2(mod(a_kind, 8.0), floor(a_kind / 8.0)) / 8.0;
  v_color = u_hues[kind];
}`;
  const FRAGMENT = `
precision mediump float;
varying vec3 v_color;
varying vec2 v_cell;
uniform sampler2D u_atlas;
void main() {
  float shown = texture2D(u_atlas, v_cell + gl_PointCoord / 8.0).a;
  gl_FragColor = vec4(v_color * shown, shown);
}`;
  const { FLOAT, POINTS, LINES } = WebGLRenderingContext;

  /* sigma sends every number anew each frame; these send them when they changed */
  const once = (/** @type {sigma.ProgramClass} */ Program) => class extends Program {
    changed = false;
    /** @param {number} capacity */
    reallocate(capacity) {
      super.reallocate(capacity);
      this.changed = true;
    }
    /** @param {sigma.Uniforms} program */
    bindProgram(program) {
      const { gl } = program;
      gl.bindBuffer(gl.ARRAY_BUFFER, program.buffer);
      let offset = 0;
      for (const attribute of this.ATTRIBUTES) offset += this.bindAttribute(attribute, program, offset);
      if (this.changed) gl.bufferData(gl.ARRAY_BUFFER, this.array, gl.STATIC_DRAW);
      this.changed = false;
      gl.bindBuffer(gl.ARRAY_BUFFER, null);
    }
    /** @param {number} index @param {number} offset @param {sigma.Dot} data */
    process(index, offset, data) {
      this.changed = true;
      super.process(index, offset, data);
    }
  };

  shades.Node = class extends once(NodeProgram) {
    /* no picture of ids to point into: large.js knows where every dot is, and reading pixels back stalls the drawing */
    /** @param {WebGLRenderingContext} gl @param {null} _ @param {sigma.Sigma} renderer */
    constructor(gl, _, renderer) {
      super(gl, null, renderer);
    }
    getDefinition() {
      return {
        VERTICES: 1,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: POINTS,
        UNIFORMS: ['u_matrix', 'u_pixelRatio', 'u_pitch', 'u_types', 'u_reach', 'u_hues', 'u_atlas'],
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT },
          { name: 'a_weight', size: 1, type: FLOAT },
          { name: 'a_kind', size: 1, type: FLOAT },
        ],
      };
    }
    /** @param {number} _ @param {number} at @param {sigma.Dot} data */
    processVisibleItem(_, at, data) {
      const { array } = this;
      array[at] = data.x;
      array[at + 1] = data.y;
      array[at + 2] = data.weight;
      array[at + 3] = data.kind;
    }
    /** @param {sigma.Params} params @param {sigma.Uniforms} program */
    setUniforms({ matrix, pixelRatio }, { gl, uniformLocations: u }) {
      if (!this.texture) this.texture = this.upload(gl);
      gl.activeTexture(gl.TEXTURE0);
      gl.bindTexture(gl.TEXTURE_2D, this.texture);
      gl.uniform1i(u.u_atlas, 0);
      gl.uniformMatrix3fv(u.u_matrix, false, matrix);
      gl.uniform1f(u.u_pixelRatio, pixelRatio);
      gl.uniform1f(u.u_pitch, shades.pitch);
      gl.uniform1fv(u.u_types, shades.types);
      gl.uniform1fv(u.u_reach, shades.reach);
      gl.uniform3fv(u.u_hues, shades.hues);
    }
    /** @param {sigma.Params} params */
    render(params) {
      /* lines share the layer of the dots: every layer more costs a copy of the whole picture a frame */
      if (!this.ties) this.ties = new shades.Line(this.normalProgram.gl, null, this.renderer);
      this.ties.render(params);
      super.render(params);
    }
    kill() {
      if (this.ties) this.ties.kill();
      super.kill();
    }
    /** @param {WebGLRenderingContext} gl */
    upload(gl) {
      const texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, texture);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, shades.atlas);
      gl.generateMipmap(gl.TEXTURE_2D);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_NEAREST);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
      return texture;
    }
  };

  const LINE_VERTEX = `
attribute vec2 a_position;
attribute vec2 a_other;
attribute float a_tie;
attribute float a_ends;
attribute float a_standing;
uniform mat3 u_matrix;
uniform float u_alpha;
uniform float u_grade;
uniform vec2 u_size;
uniform float u_types[${MOST}];
uniform float u_ties[${MOST}];
uniform float u_statuses[4];
uniform vec3 u_hues[${MOST}];
varying vec4 v_color;
void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  /* lines that leave the neighbourhood fade: at any zoom only what is tied nearby is told apart */
  vec2 along = ((u_matrix * vec3(a_other, 1)).xy - gl_Position.xy) * u_size * 0.5;
  float near = clamp(1.25 - length(along) / 260.0, 0.0, 1.0);
  float grade = mod(a_standing, 3.0);
  float shown = u_types[int(mod(a_ends, 64.0))] * u_types[int(floor(a_ends / 64.0))] * u_ties[int(a_tie)]
    * u_statuses[int(floor(a_standing / 3.0))];
  if (shown * near == 0.0) gl_Position = vec4(2, 2, 2, 1);
  float alpha = u_alpha * near * (grade < u_grade ? 0.25 : 1.0) * shown;
  v_color = vec4(u_hues[int(a_tie)] * alpha, alpha);
}`;
  const LINE_FRAGMENT = `
precision mediump float;
varying vec4 v_color;
void main() { gl_FragColor = v_color; }`;

  shades.Line = class extends once(EdgeProgram) {
    getDefinition() {
      return {
        VERTICES: 2,
        VERTEX_SHADER_SOURCE: LINE_VERTEX,
        FRAGMENT_SHADER_SOURCE: LINE_FRAGMENT,
        METHOD: LINES,
        UNIFORMS: ['u_matrix', 'u_alpha', 'u_grade', 'u_size', 'u_types', 'u_ties', 'u_statuses', 'u_hues'],
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT },
          { name: 'a_other', size: 2, type: FLOAT },
          { name: 'a_tie', size: 1, type: FLOAT },
          { name: 'a_ends', size: 1, type: FLOAT },
          { name: 'a_standing', size: 1, type: FLOAT },
        ],
      };
    }
    /* sigma knows no relations: 170,000 objects would cost a second and 90 MB for what stands in columns already */
    /** @param {Large.Shades["framed"]} framed */
    fill(framed) {
      const lines = large.to.length;
      this.changed = true;
      this.capacity = lines;
      this.verticesCount = 2 * lines;
      const array = this.array = new Float32Array(14 * lines);
      const zero = framed({ x: 0, y: 0 });
      const one = framed({ x: 1, y: -1 });
      const across = one.x - zero.x;
      const down = one.y - zero.y;
      for (let line = 0; line < lines; line += 1) {
        const source = large.from[line];
        const target = large.to[line];
        const ends = shades.place(large.kind[source]) + 64 * shades.place(large.kind[target]);
        const tie = shades.place(large.tie[line]);
        const x = zero.x + across * large.x[source];
        const y = zero.y + down * large.y[source];
        const x2 = zero.x + across * large.x[target];
        const y2 = zero.y + down * large.y[target];
        array.set([x, y, x2, y2, tie, ends, large.standing[line], x2, y2, x, y, tie, ends, large.standing[line]], 14 * line);
      }
    }
    processVisibleItem() {}
    /** @param {sigma.Params} params @param {sigma.Uniforms} program */
    setUniforms({ matrix, width, height }, { gl, uniformLocations: u }) {
      gl.uniformMatrix3fv(u.u_matrix, false, matrix);
      gl.uniform1f(u.u_alpha, shades.lines());
      gl.uniform2f(u.u_size, width, height);
      gl.uniform1f(u.u_grade, shades.grade);
      gl.uniform1fv(u.u_types, shades.types);
      gl.uniform1fv(u.u_ties, shades.ties);
      gl.uniform1fv(u.u_statuses, shades.statuses);
      gl.uniform3fv(u.u_hues, shades.tieHues);
    }
    /** @param {sigma.Params} params */
    render(params) {
      /* from afar there is no line; while many would move there is none either */
      if (!large.to.length || shades.lines() < 0.01 || (shades.moving && large.to.length > MANY)) return;
      if (!this.capacity) this.fill(shades.framed);
      this.normalProgram.gl.viewport(0, 0, params.width * params.pixelRatio, params.height * params.pixelRatio);
      this.bindProgram(this.normalProgram);
      this.renderProgram(params, this.normalProgram);
      this.unbindProgram(this.normalProgram);
    }
  };
  /* lines begin at 3 px between two nodes and are whole at 14 */
  shades.lines = () => 0.5 * Math.min(1, Math.max(0, (shades.pitch - 3) / 11));

  /** @param {string} hex */
  const rgb = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255);
  shades.recolour = () => {
    const named = new Map();
    /** @param {string} name */
    const colour = name => {
      if (!named.has(name)) named.set(name, rgb(page.colour(name)));
      return named.get(name);
    };
    large.types.slice(0, MOST).forEach((type, n) => shades.hues.set(colour(page.shape(type)[0]), 3 * n));
    large.ties.slice(0, MOST).forEach((type, n) => shades.tieHues.set(colour(page.data.relation_hues[type] || 'thing'), 3 * n));
  };
}
