import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    globalSetup: ['support/bundle.ts'],
    // A broker has two nodes and a Redis, and shares two cores with the clients.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes in its time; a busy machine's is long.
    expect: { poll: { timeout: 20_000 } },
  },
})
