// Only what the page uses: esbuild leaves the rest out.
export { default as Graph } from 'graphology';
export { Sigma } from 'sigma';
export { EdgeProgram, NodeProgram } from 'sigma/rendering';
