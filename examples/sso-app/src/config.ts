/** The settings of the application. */
export type Config = {
  /** Signs the calls about services. Never printed. */
  readonly accessKey: string
  /** Signs the calls about companies and people. Never printed. */
  readonly kitKey: string
  /** The ID of the app credential; undefined until there is one. */
  readonly appId: string | undefined
  /** 0 uses a free port. */
  readonly port: number
  /** What browsers call this server. Default: this machine with the port. */
  readonly publicUrl: string | undefined
  readonly dataFolder: string
}

/** Reads ACCESS_KEY, KIT_KEY, APP_ID, PORT, PUBLIC_URL and DATA. Throws an Error that lists every fault. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = (name: string): string | undefined => env[name]?.trim() || undefined
  const accessKey = read('ACCESS_KEY') ?? ''
  const kitKey = read('KIT_KEY') ?? ''
  const port = Number(read('PORT') ?? '8093')
  const publicUrl = read('PUBLIC_URL')
  const faults = [
    ...(accessKey === '' ? ['ACCESS_KEY is missing: the key of the basic interfaces'] : []),
    ...(kitKey === '' ? ['KIT_KEY is missing: the key of the joint kit'] : []),
    ...(Number.isInteger(port) && port >= 0 && port <= 65_535 ? [] : ['PORT is a number from 0 to 65535']),
    ...(publicUrl === undefined || isOrigin(publicUrl) ? [] : ['PUBLIC_URL is an address without a path']),
  ]
  if (faults.length > 0)
    throw new Error(`The app cannot start:\n${faults.map((fault) => `- ${fault}`).join('\n')}`)
  return {
    accessKey,
    kitKey,
    appId: read('APP_ID'),
    port,
    publicUrl,
    dataFolder: read('DATA') ?? './sso-app-data',
  }
}

const isOrigin = (text: string): boolean => URL.canParse(text) && new URL(text).origin === text
