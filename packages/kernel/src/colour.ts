/** A colour as `#rrggbb`, in lower case. */
export type Colour = `#${string}`
type Parts = readonly [red: number, green: number, blue: number]

/** The colours that a theme makes of an accent. */
export type AccentColours = {
  /** Links, selection, focus. */
  readonly accent: Colour
  readonly hover: Colour
  /** The ground of what is selected, and its border. */
  readonly soft: Colour
  readonly line: Colour
  /** Text on a button that is filled with the accent. */
  readonly on: Colour
}

/** Counts the changes of what is made of an accent: browsers keep its file for a year, so its address then changes. */
export const accentRevision = 1

/** WCAG 2.2, success criterion 1.4.3: what text of usual size needs. */
export const leastContrast = 4.5

/** Of all grounds of the light theme the darkest, and of the dark theme the lightest, on which the accent stands. */
const [lightGround, darkGround] = ['#eae5db', '#282622'] as const
const [white, black, darkSurface] = ['#ffffff', '#000000', '#191816'] as const

/** The colour that a text names, `#0B6174` or `#0b6174`; undefined if it names none. */
export const readColour = (text: string): Colour | undefined =>
  /^#[0-9a-f]{6}$/i.test(text) ? (text.toLowerCase() as Colour) : undefined

const partsOf = (colour: Colour): Parts => [
  Number.parseInt(colour.slice(1, 3), 16),
  Number.parseInt(colour.slice(3, 5), 16),
  Number.parseInt(colour.slice(5, 7), 16),
]

/** The relative luminance of WCAG 2.2. */
function computeLuminance(colour: Colour): number {
  const [red, green, blue] = partsOf(colour).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Parts
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast ratio of WCAG 2.2, from 1 to 21. */
export function computeContrast(one: Colour, other: Colour): number {
  const [dim = 0, bright = 0] = [computeLuminance(one), computeLuminance(other)].toSorted((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

/** The lowest contrast at which an accent stands in the light theme: on its darkest ground, and under white text. */
export const computeAccentContrast = (accent: Colour): number =>
  Math.min(computeContrast(accent, lightGround), computeContrast(accent, white))

/** A share, 0 to 1, of the way from one colour to another. */
function mix(from: Colour, to: Colour, share: number): Colour {
  const goal = partsOf(to)
  const parts = partsOf(from).map((part, at) => Math.round(part + ((goal[at] ?? 0) - part) * share))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** More than is needed on the ground of the dark theme, so that the text also stands on what is selected. */
const darkContrast = 6

/**
 * An accent in both themes. No one colour has enough contrast on a light and on a dark ground, so the dark theme has it
 * with as much white as it needs.
 */
export function deriveAccent(colour: Colour): {
  readonly light: AccentColours
  readonly dark: AccentColours
} {
  let [dark, share] = [colour, 0]
  while (computeContrast(dark, darkGround) < darkContrast && share < 1) {
    share += 0.02
    dark = mix(colour, white, share)
  }
  return {
    light: {
      accent: colour,
      hover: mix(colour, black, 0.24),
      soft: mix(colour, white, 0.89),
      line: mix(colour, white, 0.64),
      on: white,
    },
    dark: {
      accent: dark,
      hover: mix(dark, white, 0.25),
      soft: mix(darkSurface, dark, 0.14),
      line: mix(darkSurface, dark, 0.36),
      on: mix(dark, black, 0.86),
    },
  }
}
