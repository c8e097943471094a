/**
 * `Zhou Yuan 的成本中心`, `林知遥的成本中心`: a Chinese sentence with a space between Chinese characters and the Latin
 * letters and digits of a name. For sentences that begin with, or contain, what people have named.
 */
export const formatMixed = (text: string): string =>
  text
    .replaceAll(/(\p{Script=Han})(?=[A-Za-z0-9])/gu, '$1 ')
    .replaceAll(/([A-Za-z0-9])(?=\p{Script=Han})/gu, '$1 ')
