import { paper, tones } from './colours.ts'
import { shapes } from './shapes.ts'
import type { Shape } from './shapes.ts'

const { arch, disc, leaf, rect, wave, within } = shapes

const [blue, lightBlue] = tones.blue
const [clay, lightClay] = tones.clay
const [green, lightGreen] = tones.green
const [teal, lightTeal] = tones.teal
const [slate, lightSlate] = tones.slate
const [plum, lightPlum] = tones.plum
const [ink, lightInk] = tones.ink

/** The logos of the demo’s first four sellers and of their products, on a grid of 48 × 48. */
export const firstMarks = {
  chenglan: [
    disc(blue, 24, 24, 16),
    ...[wave(paper, 19, 2.6), wave(lightBlue, 25, 2.6), wave(paper, 31, 2.6)].map((line) =>
      within(line, disc(blue, 24, 24, 16)),
    ),
  ],
  luyu: [
    disc(lightClay, 31, 17, 7),
    arch(clay, 9, 19, 15, 20),
    arch(clay, 26, 25, 13, 14),
    arch(paper, 14, 27, 5, 12),
  ],
  'chenglan-docs': [
    rect(blue, 12, 9, 24, 30, 2.5),
    rect(lightBlue, 17, 16, 14, 3, 1.5),
    ...[wave(paper, 25, 2.4), wave(paper, 32, 2.4)].map((line) => within(line, rect(paper, 16, 20, 16, 18))),
  ],
  'chenglan-archive': [
    rect(lightBlue, 12, 20, 24, 19, 2.5),
    rect(blue, 9, 10, 30, 9, 2),
    rect(blue, 19, 25, 10, 3.4, 1.7),
  ],
  'beichuang-minutes': [
    rect(lightPlum, 8, 27, 5, 8, 2.5),
    rect(plum, 15, 19, 5, 16, 2.5),
    rect(plum, 22, 11, 5, 24, 2.5),
    rect(plum, 29, 21, 5, 14, 2.5),
    rect(lightPlum, 36, 25, 5, 10, 2.5),
  ],
  'luyu-care': [
    rect(clay, 9, 10, 30, 22, 6),
    leaf(clay, [12, 30], [24, 40], 9),
    disc(paper, 17, 21, 2.2),
    disc(paper, 24, 21, 2.2),
    disc(lightClay, 31, 21, 2.2),
  ],
  'hegu-expense': [
    rect(green, 22.9, 16, 2.2, 24, 1.1),
    leaf(lightGreen, [19, 14], [29, 14], 7.6),
    leaf(green, [13, 27], [22, 20], 8.4),
    leaf(green, [35, 27], [26, 20], 8.4),
    leaf(lightGreen, [13, 36], [22, 29], 8.4),
    leaf(lightGreen, [35, 36], [26, 29], 8.4),
  ],
  'qingjie-lms': [
    rect(lightTeal, 9, 30, 9, 8, 1.5),
    rect(teal, 19.5, 23, 9, 15, 1.5),
    rect(teal, 30, 16, 9, 22, 1.5),
    disc(lightTeal, 13.5, 22, 3.6),
  ],
  xiuye: [
    leaf(lightSlate, [14, 38], [30, 38], 22),
    leaf(slate, [25, 40], [37, 40], 15),
    rect(slate, 8, 36, 32, 3, 1.5),
  ],
  'xiuye-rollout': [
    rect(lightSlate, 9, 30, 9, 9, 2),
    rect(lightSlate, 20, 20, 9, 19, 2),
    rect(slate, 31, 10, 9, 29, 2),
    disc(slate, 13.5, 23, 3),
  ],
  'xiuye-portal': [
    rect(slate, 9, 11, 30, 27, 4),
    rect(paper, 12, 18, 24, 17, 2),
    rect(lightSlate, 15, 22, 8, 9, 1.5),
    rect(slate, 26, 22, 7, 2.4, 1.2),
    rect(lightSlate, 26, 27, 7, 2.4, 1.2),
  ],
  'xiuye-desk': [
    rect(slate, 13, 8, 22, 24, 3),
    rect(lightSlate, 16, 11, 16, 15, 1.5),
    disc(paper, 24, 29, 1.4),
    rect(slate, 21, 32, 6, 5),
    rect(lightSlate, 13, 36, 22, 3.4, 1.7),
  ],
  yanxi: [
    rect(ink, 10, 12, 28, 24, 6),
    disc(lightInk, 24, 24, 8),
    ...[wave(ink, 22, 2), wave(ink, 27, 2)].map((line) => within(line, disc(ink, 24, 24, 8))),
  ],
  'yanxi-labels': [
    rect(ink, 8, 13, 32, 22, 3),
    ...[13, 17, 20, 25, 28, 33].map((x, i) => rect(i % 2 ? lightInk : paper, x, 18, i % 2 ? 1.6 : 2.4, 12)),
  ],
  'yanxi-gauge': [
    arch(lightInk, 8, 13, 32, 23),
    arch(ink, 13, 19, 22, 17),
    rect(paper, 23, 22, 2.2, 11, 1.1),
    disc(paper, 24, 33, 2.6),
  ],
  'yanxi-type': [
    rect(lightInk, 11, 9, 26, 30, 3),
    rect(ink, 16, 15, 16, 3.4, 1.7),
    rect(ink, 22.3, 15, 3.4, 18, 1.7),
    rect(ink, 18, 30.6, 12, 2.4, 1.2),
  ],
} as const satisfies Readonly<Record<string, readonly Shape[]>>
