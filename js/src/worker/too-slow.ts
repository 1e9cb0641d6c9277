/** Nothing was said in time: by another client, it may be had. */
export class TooSlow extends Error {}
