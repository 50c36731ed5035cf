/** Tests run on the TypeScript sources through swc; `npm run types` is where type errors are caught. */
export default {
  testEnvironment: 'node',
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { target: 'es2023', parser: { syntax: 'typescript' } },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: './test/support/global-setup.ts',
  testSequencer: './test/support/servers-spread.js',
  testTimeout: 60_000,
  // End-to-end tests mostly wait for processes of their own: one worker fewer than cores would leave a core idle.
  maxWorkers: '100%',
};
