import { isLoopback, localNames } from './config.ts'
import type { Config } from './config.ts'

type Judged = Pick<
  Config,
  'demo' | 'host' | 'hosts' | 'baseUrl' | 'smtp' | 'trustedProxies' | 'unknownSettings'
>

/** Settings that are allowed but most likely not intended; they are logged at the start. */
export const listCautions = (config: Judged): string[] => [
  ...(hasUntoldProxy(config)
    ? [
        'LOGGIA_BASE_URL is https, so there is a proxy in front of this server, but LOGGIA_TRUSTED_PROXIES is empty: all visitors count as one IP address and share its limits on requests, sign-ins and connections',
      ]
    : []),
  ...(sendsNoMail(config)
    ? [
        'LOGGIA_SMTP_HOST is not set, so no emails are sent: nobody can reset a password by email, and new addresses are not confirmed',
      ]
    : []),
  ...(isOpenWithoutName(config)
    ? [
        'HOST opens the demo to the network, but it responds only to the names of this machine: add the names that others use to LOGGIA_ALLOWED_HOSTS',
      ]
    : []),
  ...(isOpenWithoutAddress(config)
    ? [
        'HOST opens this server to the network, but LOGGIA_BASE_URL is not set: links in emails and to sellers lead to this machine only',
      ]
    : []),
  ...config.unknownSettings.map(
    (name) => `${name} is not a setting of this server and has no effect; check how it is spelt`,
  ),
]

/** The server speaks plain HTTP, so an https base URL means that there is a proxy in front of it. */
const hasUntoldProxy = ({ baseUrl, trustedProxies }: Judged): boolean =>
  baseUrl?.startsWith('https:') === true && trustedProxies.length === 0

/** A server with a public address has users, who forget passwords. */
const sendsNoMail = ({ demo, baseUrl, smtp }: Judged): boolean =>
  !demo && smtp === undefined && baseUrl?.startsWith('https:') === true

const isOpenWithoutAddress = ({ demo, host, baseUrl }: Judged): boolean =>
  !demo && !isLoopback(host) && baseUrl === undefined

const isOpenWithoutName = ({ demo, host, hosts = [] }: Judged): boolean =>
  demo && !isLoopback(host) && hosts.length === localNames.length
