/** Result codes of the order query (open-apis §4); the HTTP status is part of the code. */
export const orderResultCodes = {
  'MKT.0000': { status: 200, message: 'Success' },
  'MKT.0999': { status: 500, message: 'System internal error.' },
  'MKT.0100': { status: 500, message: 'Failure of input parameter' },
  'MKT.0101': { status: 400, message: 'Invalid parameter' },
  'MKT.0199': { status: 400, message: 'Request parameter error' },
  'MKT.0150': { status: 401, message: 'Illegal operation' },
  'MKT.0151': { status: 401, message: 'No authority' },
  'MKT.0154': { status: 401, message: 'Illegal token' },
  'MKT.0250': { status: 406, message: 'Access frequency overlimit' },
} as const
export type OrderResultCode = keyof typeof orderResultCodes

/** Refusals of the gateway in front of the open APIs (open-apis §5). */
export const gatewayCodes = {
  'APIGW.0101': {
    status: 404,
    message: 'The API does not exist or has not been published in the environment.',
  },
  'APIGW.0201': { status: 413, message: 'Request entity too large.' },
  'APIGW.0301': { status: 401, message: 'Incorrect IAM authentication information' },
  'APIGW.0306': { status: 403, message: 'API access denied.' },
  'APIGW.0308': { status: 429, message: 'The throttling threshold has been reached.' },
  'APIGW.0601': { status: 500, message: 'Internal server error.' },
} as const
export type GatewayCode = keyof typeof gatewayCodes
