const { bun, deno, node } = process.versions

/** What runs this, as in `Node 24.21.0`. Bun and Deno say of themselves that they are a Node, too. */
export const runtime = bun ? `Bun ${bun}` : deno ? `Deno ${deno}` : `Node ${node}`
