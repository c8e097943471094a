const { bun, deno, node } = process.versions

/** The runtime, such as `Node 24.21.0`. Bun and Deno also claim to be Node, so they are checked first. */
export const runtime = bun ? `Bun ${bun}` : deno ? `Deno ${deno}` : `Node ${node}`
