export const paper = '#FFFFFF'
export const stone = '#EAE5DB'
export const sunken = '#F4F2ED'
export const hair = '#E5E1D9'
export const bar = '#D3CDC2'

/** The colour of a seller, with a lighter one. */
export type Tone = readonly [strong: string, light: string]
export const tones = {
  blue: ['#2A5CA8', '#9DB9E3'],
  clay: ['#B8622F', '#E7B596'],
  green: ['#55762B', '#A9C77C'],
  teal: ['#1F7F77', '#8CCFC8'],
  slate: ['#44566C', '#A9B8C9'],
  plum: ['#7A4A63', '#D3AFC2'],
  ink: ['#3F4A8C', '#AEB6DE'],
  petrol: ['#0B6174', '#A9CFD6'],
  rose: ['#A8455A', '#E2AEB8'],
  ochre: ['#8A6A14', '#DCC377'],
  sea: ['#22628F', '#A3C8DF'],
  moss: ['#3E6B4F', '#A5CBB2'],
  violet: ['#66509B', '#C2B4E0'],
  brick: ['#94482F', '#DDAF9C'],
  sky: ['#3A6EA5', '#AECBE8'],
} as const satisfies Readonly<Record<string, Tone>>
