import { settings } from './settings.ts'

const head = `# Settings of the server

All are read from the environment when the server starts; every fault is reported at once. This page is made from
\`apps/server/src/settings.ts\`, and a test keeps the two equal.

| setting | without it | what it is |
| --- | --- | --- |
`

const tail = `
\`npm start\` starts the demo (\`--demo\`): an empty embedded database is filled with invented parties, and a sample seller's
server runs beside it. \`npm run serve\` starts the same server without either.

The server ends with exit code 0 when it is told to stop (SIGINT, SIGTERM, SIGHUP) and with 1 when it could not start or
met a fault that it cannot go on from. People read the standard output, programs the JSON lines on the standard error.

Told to stop, it answers 503 at \`/readyz\`, begins no more calls to sellers, and ends every connection with the answer that
is due on it. After SIGTERM it goes on so for \`LOGGIA_DRAIN_MS\`. Then it takes no more connections, answers what was asked
within 1.4 s, breaks calls to sellers off after 1 s (another node, or the next start, makes them at once), and is gone
within 2 s. A second signal ends it on the spot; whatever it was doing is taken up again like after any other end.
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
