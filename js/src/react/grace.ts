/**
 * Milliseconds that what components share outlives the last of them: StrictMode and a change of route let go and take hold
 * again.
 */
export const GRACE = 100
