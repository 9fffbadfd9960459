// Rules for the scripts of the pages. They are joined to one classic script, hence no modules and nothing at the top but
// `page`; what a script takes for granted, and who says so, stands here and in the *.d.ts files.
import js from '@eslint/js';
import globals from 'globals';

const named = (...names) => Object.fromEntries(names.map(name => [name, 'readonly']));

export default [
  { ignores: ['**/*.min.js', 'out/**', '.venv/**', 'docs/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.js'],
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: 'script',
      parserOptions: { ecmaFeatures: { impliedStrict: true } },
      globals: { ...globals.browser, ...named('page') },
    },
    rules: {
      ...js.configs.recommended.rules,
      // a const at the top would be every script's, and end the page where two have one
      'no-implicit-globals': ['error', { lexicalBindings: true }],
      'no-unused-vars': ['error', { args: 'after-used', caughtErrors: 'none' }],
      'no-shadow': ['error', { builtinGlobals: false, allow: ['page'] }],
      'no-use-before-define': 'off',
      'prefer-const': 'error',
      'no-var': 'error',
      eqeqeq: 'error',
      'no-throw-literal': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'array-callback-return': 'error',
      'no-self-compare': 'error',
      'no-unmodified-loop-condition': 'error',
      'no-unreachable-loop': 'error',
      'no-useless-return': 'error',
      'no-else-return': 'error',
      'object-shorthand': 'error',
      'no-template-curly-in-string': 'error',
      // names in the data reach a page by textContent and setAttribute only
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write', 'writeln'].map(property => ({
          object: property.startsWith('write') ? 'document' : undefined,
          property,
          message: 'Data never become markup: use textContent, or page.element.',
        })),
      ],
    },
  },
  { files: ['**/page/page.js'], rules: { 'no-redeclare': 'off', 'no-implicit-globals': 'off' }, languageOptions: { globals: { page: 'off' } } },
  { files: ['**/book/*.js'], languageOptions: { globals: named('pictures') } },
  { files: ['**/network/*.js'], languageOptions: { globals: named('vis') } },
  { files: ['**/large/*.js'], languageOptions: { globals: named('chainscapeVendor') } },
];
