export * as domains from './domains.ts'
export * as identities from './identities.ts'
export * as providers from './providers.ts'
export * as steps from './steps.ts'
