// What is used of gifenc, which comes without types.
declare module 'gifenc' {
  type Palette = number[][]

  interface FrameOptions {
    palette?: Palette
    /** Milliseconds. */
    delay?: number
    transparent?: boolean
    transparentIndex?: number
    dispose?: number
  }

  interface Encoder {
    writeFrame(indexes: Uint8Array, width: number, height: number, options: FrameOptions): void
    finish(): void
    bytes(): Uint8Array
  }

  const gifenc: {
    GIFEncoder(): Encoder
    quantize(rgba: Uint8Array, colours: number): Palette
    applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array
  }
  export default gifenc
}
