/** It may be had later, or by another client: what failed for any other reason isn't tried again. */
export class NotNow extends Error {}
