import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const typescript = ['**/*.{ts,tsx}']

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', 'build/', 'tests/package/apps/', 'src/'] },
  { files: typescript, extends: [tseslint.configs.recommended] },
  { files: ['**/*.{tsx,ts}'], ...reactHooks.configs.flat['recommended-latest'] },
  {
    files: typescript,
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'react-dom', importNames: ['flushSync'], message: 'One message, one synchronous render.' }] },
      ],
    },
  },
  {
    files: ['js/src/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: 'js/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `return tell(error)` and `() => tell(error)` read well, and say nothing about a value.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['js/src/**/*.ts', 'js/src/**/*.tsx'],
    languageOptions: { parserOptions: { project: 'js/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
    },
  },
)
