export { createLicenseRoutes } from './console.ts'
export { createLicenseOpenApis } from './open-apis.ts'
