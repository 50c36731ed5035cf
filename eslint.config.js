import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What the pure rooms may not touch: time, chance, the environment and the outside world are arguments there (I4). */
const impure = {
  'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'performance', 'console'],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Time is an argument here (I4).' },
    { object: 'Math', property: 'random', message: 'Chance is an argument here (I4).' },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument here (I4).' },
  ],
};

const noImport = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns: patterns.map(([regex, message]) => ({ regex, message })) }],
});

const io = [
  '^(node:(?!crypto$)|fs|path|http|net|pino|maxmind|csv-parse|commander|kafkajs|libsql|@elastic/)',
  'events/ and detectors/ do no I/O.',
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['events/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      ...impure,
      ...noImport(io, ['(detectors|services|simulator|bench|test)/', 'events/ imports nothing above it.']),
    },
  },
  {
    files: ['detectors/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      ...impure,
      ...noImport(
        io,
        ['(services|simulator|bench|test)/', 'detectors/ imports only events/ and its kit.'],
        ['^\\.\\./(?!\\.\\./|kit/)', 'No detector imports another.'],
      ),
    },
  },
  {
    files: ['services/**/*.ts'],
    ignores: ['services/platform/**', '**/*.test.ts'],
    rules: noImport(
      ['^(kafkajs|libsql|@elastic/)', 'Only services/platform/ talks to Kafka, Elasticsearch and SQLite.'],
      ['(simulator|bench|test)/', 'services/ imports only events/ and detectors/.'],
    ),
  },
  {
    files: ['bin/**/*.js', 'scripts/**/*.js', '*.config.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  { files: ['**/*.test.ts', 'test/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
);
