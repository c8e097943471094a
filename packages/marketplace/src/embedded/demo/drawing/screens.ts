import { bar, hair, paper, stone, sunken } from './colours.ts'
import type { Tone } from './colours.ts'
import { shapes } from './shapes.ts'
import type { Shape } from './shapes.ts'

const { disc, leaf, line, rect, ring } = shapes

/** Draws a number from `from` to `to`; the same ones for the same picture. */
export type Draw = (from: number, to: number) => number
type Content = (tone: Tone, draw: Draw) => Shape[]

/** Where a window has its content, on a grid of 160 × 100. */
const [left, top, width, height] = [38, 27, 102, 58]
const warm = '#C07A0C'
const done = '#2B8A50'

const text = (x: number, y: number, length: number, fill: string = bar): Shape =>
  rect(fill, x, y, length, 2, 1)
const times = <T>(count: number, make: (nth: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))

const table: Content = ([strong, light], draw) => [
  rect(sunken, left, top, width, 8, 1.5),
  ...[0, 34, 58, 82].map((x) => text(left + 4 + x, top + 3, 12)),
  ...times(6, (row) => row).flatMap((row) => {
    const y = top + 13 + row * 8
    return [
      rect(hair, left, y + 5, width, 0.3),
      disc(row % 3 === 1 ? light : strong, left + 5, y + 1, 1.6),
      text(left + 9, y, draw(12, 22)),
      text(left + 38, y, draw(8, 16)),
      text(left + 62, y, draw(8, 14)),
      rect(row % 4 === 2 ? warm : done, left + 86, y - 0.6, 11, 3.2, 1.6),
    ]
  }),
]

const chart: Content = ([strong, light], draw) => [
  ...times(4, (nth) => rect(hair, left, top + 12 + nth * 13, width, 0.3)),
  text(left, top, 20, strong),
  text(left + 24, top, 14),
  ...times(12, (nth) => {
    const tall = draw(10, 40)
    return [
      rect(light, left + 2 + nth * 8.4, top + 52 - tall, 3.2, tall, 0.8),
      rect(strong, left + 5.4 + nth * 8.4, top + 52 - tall * 0.78, 3.2, tall * 0.78, 0.8),
    ]
  }).flat(),
]

const curve: Content = ([strong, light], draw) => {
  const of = (base: number) =>
    times(9, (nth) => [left + nth * 12.6, top + base - draw(0, 24)] as [number, number])
  const joined = (fill: string, at: [number, number][]) =>
    at.slice(1).map((to, i) => line(fill, at[i] ?? to, to, 1.3))
  const high = of(34)
  return [
    ...times(4, (nth) => rect(hair, left, top + 12 + nth * 12, width, 0.3)),
    text(left, top, 18, strong),
    ...joined(light, of(48)),
    ...joined(strong, high),
    ...high.slice(-1).map(([x, y]) => disc(strong, x, y, 2)),
  ]
}

const board: Content = ([strong, light], draw) =>
  times(4, (column) => {
    const x = left + column * 26
    return [
      rect(sunken, x, top, 24, height, 1.5),
      text(x + 3, top + 3, 10, strong),
      ...times(Math.round(draw(2, 4)), (row) => [
        rect(paper, x + 2, top + 9 + row * 12, 20, 10, 1.2),
        rect(row === column % 3 ? strong : light, x + 2, top + 9 + row * 12, 1, 10, 0.5),
        text(x + 5, top + 11 + row * 12, draw(9, 15)),
        text(x + 5, top + 15 + row * 12, draw(5, 10), hair),
      ]).flat(),
    ]
  }).flat()

const chat: Content = ([strong, light], draw) => [
  rect(sunken, left, top, 30, height, 1.5),
  ...times(5, (nth) => [
    disc(nth === 1 ? strong : light, left + 5, top + 6 + nth * 11, 2.4),
    text(left + 10, top + 4 + nth * 11, draw(9, 16)),
    text(left + 10, top + 8 + nth * 11, draw(6, 12), hair),
  ]).flat(),
  ...times(4, (nth) => {
    const isOwn = nth % 2 === 1
    const long = draw(26, 44)
    const x = isOwn ? left + width - long - 2 : left + 36
    return [
      rect(isOwn ? strong : sunken, x, top + 1 + nth * 13, long, 10, 3),
      text(x + 4, top + 3 + nth * 13, long - 12, isOwn ? light : bar),
      text(x + 4, top + 7 + nth * 13, long - 18, isOwn ? light : bar),
    ]
  }).flat(),
  rect(hair, left + 36, top + 53, 64, 5, 2.5),
]

const map: Content = ([strong, light], draw) => {
  const stops = times(6, (nth) => [left + 8 + nth * 17, top + draw(8, 50)] as [number, number])
  return [
    rect(sunken, left, top, width, height, 1.5),
    ...times(5, (nth) => line(paper, [left, top + 4 + nth * 13], [left + width, top + 9 + nth * 11], 1.6)),
    ...times(6, (nth) => line(paper, [left + 6 + nth * 18, top], [left + 12 + nth * 16, top + height], 1.6)),
    leaf(light, [left + 74, top + 14], [left + 86, top + 22], 12),
    ...stops.slice(1).map((to, i) => line(strong, stops[i] ?? to, to, 1.4)),
    ...stops.flatMap(([x, y], i) => [disc(strong, x, y, i === 5 ? 3.6 : 2.6), disc(paper, x, y, 1.2)]),
  ]
}

const calendar: Content = ([strong, light], draw) => [
  text(left, top, 22, strong),
  ...times(7, (day) => text(left + 3 + day * 14.6, top + 7, 6)),
  ...times(28, (nth) => {
    const [x, y] = [left + (nth % 7) * 14.6, top + 12 + Math.floor(nth / 7) * 11.6]
    const isBusy = draw(0, 1) > 0.45
    return [
      rect(sunken, x, y, 13.4, 10.4, 1),
      ...(isBusy ? [rect(nth % 5 === 2 ? strong : light, x + 1.2, y + 5, draw(6, 11), 3.6, 1)] : []),
    ]
  }).flat(),
]

const form: Content = ([strong, light], draw) => [
  ...times(4, (row) => [
    text(left + 4, top + 2 + row * 13, draw(10, 20)),
    rect(sunken, left + 4, top + 6 + row * 13, 56, 6, 1.4),
    text(left + 7, top + 8 + row * 13, draw(10, 30)),
  ]).flat(),
  rect(strong, left + 4, top + 55, 18, 5, 1.6),
  rect(sunken, left + 68, top, 34, height, 2),
  disc(light, left + 85, top + 14, 8),
  ...times(4, (nth) => text(left + 73, top + 29 + nth * 6, draw(14, 24))),
  rect(done, left + 73, top + 52, 14, 3.4, 1.7),
]

const flow: Content = ([strong, light], draw) =>
  times(3, (row) => {
    const y = top + 8 + row * 19
    const until = Math.round(draw(2, 4))
    return [
      text(left, y - 7, draw(16, 30)),
      ...times(4, (nth) =>
        line(nth < until ? strong : hair, [left + 6 + nth * 23, y], [left + 29 + nth * 23, y], 1.4),
      ),
      ...times(5, (nth) => [
        disc(nth <= until ? strong : light, left + 6 + nth * 23, y, 3.6),
        disc(nth < until ? paper : nth === until ? warm : paper, left + 6 + nth * 23, y, 1.6),
      ]).flat(),
      ...times(5, (nth) => text(left + 1 + nth * 23, y + 6, 10, hair)),
    ]
  }).flat()

const page: Content = ([strong, light], draw) => [
  rect(sunken, left, top, width, height, 1.5),
  rect(paper, left + 16, top + 2, 54, height - 2, 1),
  text(left + 22, top + 8, 28, strong),
  ...times(8, (row) => text(left + 22, top + 15 + row * 5, draw(28, 42))),
  rect(light, left + 22, top + 25, draw(14, 26), 2, 1),
  ...times(3, (nth) => [
    rect(paper, left + 75, top + 6 + nth * 17, 23, 13, 1.4),
    disc(nth === 0 ? strong : light, left + 79, top + 10 + nth * 17, 1.8),
    text(left + 83, top + 9 + nth * 17, 11),
    text(left + 78, top + 14 + nth * 17, draw(10, 17), hair),
  ]).flat(),
]

const tiles: Content = ([strong, light], draw) => [
  ...times(3, (nth) => [
    rect(sunken, left + nth * 35, top, 32, 17, 1.5),
    text(left + 3 + nth * 35, top + 3, draw(9, 15)),
    rect(strong, left + 3 + nth * 35, top + 8, draw(11, 20), 4, 1),
  ]).flat(),
  rect(sunken, left, top + 21, 60, 37, 1.5),
  ...times(9, (nth) => {
    const tall = draw(6, 26)
    return rect(nth % 3 === 2 ? strong : light, left + 4 + nth * 6.1, top + 55 - tall, 4, tall, 0.8)
  }),
  rect(sunken, left + 64, top + 21, 38, 37, 1.5),
  ring(light, [left + 83, top + 39], { radius: 11, thickness: 5 }),
  ring(strong, [left + 83, top + 39], { radius: 11, thickness: 5, to: draw(0.4, 0.8) }),
]

const code: Content = ([strong, light], draw) => [
  rect('#1B1916', left, top, width, height, 2),
  ...times(9, (row) => {
    const indent = [0, 4, 8, 8, 4, 4, 8, 4, 0][row] ?? 0
    const first = draw(8, 16)
    return [
      text(left + 4, top + 5 + row * 6, 3, '#555047'),
      text(left + 11 + indent, top + 5 + row * 6, first, row % 3 ? light : strong),
      text(left + 13 + indent + first, top + 5 + row * 6, draw(10, 36), '#938B7E'),
    ]
  }).flat(),
]

const people: Content = ([strong, light], draw) => {
  const at = (nth: number): [number, number] => [left + 14 + nth * 24.6, top + 42]
  return [
    line(bar, [left + 51, top + 12], [left + 51, top + 27], 0.8),
    line(bar, [left + 14, top + 27], [left + 88, top + 27], 0.8),
    ...times(4, (nth) => line(bar, [at(nth)[0], top + 27], at(nth), 0.8)),
    rect(strong, left + 34, top + 2, 34, 15, 2),
    disc(paper, left + 41, top + 9.5, 3.4),
    text(left + 47, top + 7, 15, light),
    text(left + 47, top + 11, 10, light),
    ...times(4, (nth) => {
      const [x, y] = at(nth)
      return [
        rect(sunken, x - 11, y - 7, 22, 22, 2),
        disc(light, x, y - 0.5, 3.6),
        text(x - draw(4, 8), y + 6, 12),
        text(x - 4, y + 10, 8, hair),
      ]
    }).flat(),
  ]
}

const lesson: Content = ([strong, light], draw) => [
  rect(strong, left, top, 66, 38, 2),
  leaf(light, [left + 27, top + 19], [left + 39, top + 19], 11),
  rect(light, left + 4, top + 33, 58, 1.4, 0.7),
  disc(paper, left + 4 + draw(10, 40), top + 33.7, 1.6),
  ...times(3, (nth) => text(left, top + 43 + nth * 5, draw(40, 64))),
  ...times(5, (nth) => [
    rect(sunken, left + 71, top + nth * 12, 31, 10, 1.4),
    disc(nth < 2 ? done : light, left + 76, top + 5 + nth * 12, 2),
    text(left + 81, top + 4 + nth * 12, draw(10, 17)),
  ]).flat(),
]

const shelves: Content = ([strong, light], draw) => [
  ...times(4, (row) => [
    rect(bar, left, top + 13 + row * 15, width, 1),
    ...times(9, (nth) => {
      const tall = draw(5, 11)
      return rect(
        draw(0, 1) > 0.6 ? strong : light,
        left + 2 + nth * 11.2,
        top + 13 + row * 15 - tall,
        9,
        tall,
        0.6,
      )
    }),
  ]).flat(),
  ...times(5, (nth) => rect(bar, left + nth * 25.2, top, 1, height)),
]

const keys: Content = ([strong, light], draw) =>
  times(6, (nth) => {
    const [x, y] = [left + (nth % 3) * 35, top + Math.floor(nth / 3) * 30]
    return [
      rect(sunken, x, y, 32, 27, 2),
      ring(nth % 4 === 1 ? strong : light, [x + 9, y + 10], { radius: 4, thickness: 2 }),
      line(nth % 4 === 1 ? strong : light, [x + 13, y + 10], [x + 24, y + 10], 2),
      line(nth % 4 === 1 ? strong : light, [x + 21, y + 10], [x + 21, y + 13], 2),
      text(x + 4, y + 19, draw(12, 20)),
      rect(nth % 3 === 0 ? done : warm, x + 25, y + 19, 3, 2, 1),
    ]
  }).flat()

const device: Content = ([strong, light], draw) => [
  rect(sunken, left, top, width, height, 1.5),
  rect(strong, left + 30, top + 4, 42, 40, 3),
  rect(paper, left + 33, top + 7, 36, 30, 1.5),
  disc(light, left + 51, top + 17, 5),
  ...times(2, (nth) => text(left + 41, top + 26 + nth * 4, draw(14, 20))),
  disc(light, left + 51, top + 40.5, 1.4),
  rect(strong, left + 46, top + 44, 10, 7),
  rect(light, left + 34, top + 51, 34, 4, 2),
]

const letters: Content = ([strong, light], draw) => [
  ...['A', 'B', 'C']
    .map((_, nth) => [
      rect(nth === 1 ? strong : sunken, left + nth * 35, top, 32, 30, 2),
      rect(nth === 1 ? light : strong, left + 8 + nth * 35, top + 7, 16, 3, 1),
      rect(nth === 1 ? light : strong, left + 14.5 + nth * 35, top + 7, 3, 17, 1),
      rect(nth === 1 ? paper : light, left + 10 + nth * 35, top + 16, 12, 2.4, 1),
    ])
    .flat(),
  ...times(4, (row) => text(left, top + 36 + row * 6, draw(60, 100), row % 2 ? hair : bar)),
]

export const screens = {
  table,
  chart,
  curve,
  board,
  chat,
  map,
  calendar,
  form,
  flow,
  page,
  tiles,
  code,
  people,
  lesson,
  shelves,
  keys,
  device,
  letters,
}
export type ScreenName = keyof typeof screens

/** A window with a bar and a menu around the content, on a grid of 160 × 100. */
export const drawScreen = ([strong, light]: Tone, content: readonly Shape[]): Shape[] => [
  rect(stone, 0, 0, 160, 100),
  rect(hair, 13.4, 10.4, 133.2, 81.2, 3.4),
  rect(paper, 14, 11, 132, 80, 3),
  rect(sunken, 14, 20, 19, 71),
  rect(hair, 14, 20, 132, 0.4),
  disc(strong, 19.5, 15.6, 2),
  text(24, 14.6, 16, light),
  rect(sunken, 118, 13.4, 22, 4.4, 2.2),
  ...times(6, (nth) => text(18, 26 + nth * 7, nth === 1 ? 12 : 10, nth === 1 ? strong : bar)),
  ...content,
]
