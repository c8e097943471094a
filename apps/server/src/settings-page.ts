import { settings } from './settings.ts'

const head = `# Settings of the server

The server reads these environment variables when it starts, and reports all wrong ones together. This page is generated from
\`apps/server/src/settings.ts\`, and a test keeps them equal.

| setting | default | what it is |
| --- | --- | --- |
`

const tail = `
\`npm start\` starts the demo (\`--demo\`): it fills an empty embedded database with invented companies, and runs a sample seller's
server as well. \`npm run serve\` starts the same server without them.

The server exits with code 0 when it is told to stop (SIGINT, SIGTERM, SIGHUP), and with 1 if it cannot start or has an
error from which it cannot recover. Standard output is for people, the JSON lines on standard error are for programs.

When it is told to stop, it responds with 503 at \`/readyz\`, starts no more calls to sellers, and closes every connection
after its current response; after SIGTERM, for as long as \`LOGGIA_DRAIN_MS\`. Then it accepts no more connections, responds
to open requests within 1.4 s, aborts calls to sellers after 1 s (another server, or the next start, sends them at once),
and exits within 2 s. A second signal ends it immediately; unfinished work is resumed as after any other stop.
`

/** The reference page of the settings, in Markdown. */
export const writeSettingsPage = (): string =>
  head +
  Object.entries(settings)
    .map(
      ([name, { preset, what }]) => `| \`${name}\` | ${preset === '' ? '–' : `\`${preset}\``} | ${what} |\n`,
    )
    .join('') +
  tail
