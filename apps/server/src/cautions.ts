import { isLoopback, localNames } from './config.ts'
import type { Config } from './config.ts'

type Judged = Pick<Config, 'demo' | 'host' | 'hosts' | 'baseUrl' | 'trustedProxies'>

/** Settings that are allowed but most likely not intended; they are logged at the start. */
export const listCautions = (config: Judged): string[] => [
  ...(hasUntoldProxy(config)
    ? [
        'LOGGIA_BASE_URL is https, so a proxy stands before this server, and LOGGIA_TRUSTED_PROXIES names none: all readers count as one address, and share its limits of requests, sign-ins and connections',
      ]
    : []),
  ...(isOpenWithoutName(config)
    ? [
        'HOST opens the demo to the network, and it answers only to names of this machine: LOGGIA_ALLOWED_HOSTS adds those that others use',
      ]
    : []),
]

/** The server speaks plain HTTP, so an https base URL means that there is a proxy in front of it. */
const hasUntoldProxy = ({ baseUrl, trustedProxies }: Judged): boolean =>
  baseUrl?.startsWith('https:') === true && trustedProxies.length === 0

const isOpenWithoutName = ({ demo, host, hosts = [] }: Judged): boolean =>
  demo && !isLoopback(host) && hosts.length === localNames.length
