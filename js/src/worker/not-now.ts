/** Whoever asks later may have it. What fails for any other reason isn't tried again. */
export class NotNow extends Error {}
