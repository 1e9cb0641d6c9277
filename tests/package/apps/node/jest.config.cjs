module.exports = { testMatch: ['**/tests/*.test.cjs'], transform: {} }
