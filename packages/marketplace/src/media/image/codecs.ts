import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import decodeJpeg, { init as initJpegDecoder } from '@jsquash/jpeg/decode.js'
import decodePng, { init as initPngDecoder } from '@jsquash/png/decode.js'
import decodeWebp, { init as initWebpDecoder } from '@jsquash/webp/decode.js'
import encodeWebp, { init as initWebpEncoder } from '@jsquash/webp/encode.js'
import type { Picture } from './picture.ts'
import type { Pixels } from './pixels.ts'

/** The `ImageData` that the codecs create; browsers have it, Node has not. */
class PlainImageData {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data
    this.width = width
    this.height = height
  }
}

/** Node has `WebAssembly`, but its types leave the declaration to those of browsers. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: { compile(bytes: Uint8Array): Promise<CompiledModule> }
}
type CompiledModule = object

/** The codecs would fetch their modules by URL; here they are read from the packages. */
const wasm = async (name: string): Promise<CompiledModule> =>
  WebAssembly.compile(await readFile(fileURLToPath(import.meta.resolve(name))))

const buffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer

/** Decodes one clean file. Rejects with the codec's error if the pixels cannot be read. */
export async function decode({ type, clean }: Pick<Picture, 'type' | 'clean'>): Promise<Pixels> {
  Object.assign(globalThis, { ImageData: PlainImageData })
  switch (type) {
    case 'PNG':
      await initPngDecoder(await wasm('@jsquash/png/codec/pkg/squoosh_png_bg.wasm'))
      return decodePng(buffer(clean))
    case 'JPEG':
      await initJpegDecoder(await wasm('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm'))
      return decodeJpeg(buffer(clean))
    case 'WebP':
      await initWebpDecoder(await wasm('@jsquash/webp/codec/dec/webp_dec.wasm'))
      return decodeWebp(buffer(clean))
  }
}

const lossyQuality = 84

/** Encodes as WebP with nothing but the pixels. Lossless encoding keeps the edges of logos sharp. */
export async function encode(pixels: Pixels, { lossless }: { lossless: boolean }): Promise<Uint8Array> {
  await initWebpEncoder(await wasm('@jsquash/webp/codec/enc/webp_enc_simd.wasm'))
  const options = lossless ? { lossless: 1, quality: 75 } : { quality: lossyQuality }
  return new Uint8Array(await encodeWebp(pixels as Parameters<typeof encodeWebp>[0], options))
}
