/** The page docs/reference/seller-runtimes.md: combinations, systems and results. */
export function toPage({ runtimes, rows, system, at }) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const table = [
    line(['', ...runtimes.map(({ version }) => version)]),
    line(['---', ...runtimes.map(() => '---')]),
    ...rows.map(({ name, texts }) => line([name, ...texts.map((text) => text ?? '')])),
    line(['the test kit’s scenarios', ...runtimes.map(({ passed }) => passed)]),
  ]
  return `# What the seller kit was tried on

Made by \`npm run seller:runtimes\` on ${at.toISOString().slice(0, 10)}, on ${system}; do not edit.

The package is built, packed, and installed by npm into empty folders, with the newest majors of the frameworks and with the oldest that it
says it works with. Each application is a process of its own. Every check of SaaS V2.0, SaaS V1.0 and order notification, as \`loggia check\`
makes them, is made against it, side by side: a cell says how many passed and how long they took together. It is empty where there is nothing
to try.

${table.join('\n')}

- What is *warned of* is one piece of advice: Next writes the names of a route handler's headers in small letters, and some debuggers of
  marketplaces look for \`Body-Sign\` with its capitals. The API route writes them as they are; so do \`Bun.serve\` and \`Deno.serve\`.
- Next is built once by Node and started by each runtime: \`bun --bun next start\`, \`deno run --allow-all next start\`.
- Bun and Deno serve what \`createSeller\` makes as it is, and what Hono makes; the adapters of the other frameworks run on their \`node:http\`.
- Stores that processes share are tried with two of them, between which the requests alternate: what one has begun or answered, the other
  knows. \`@loggia/seller/sqlite\` needs \`node:sqlite\`, which Bun and Deno have, and Node.js from 22.13 on.
`
}
