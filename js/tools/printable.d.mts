export function printable(bytes: Uint8Array): string
export function printableFiles(): import('rolldown').Plugin
