import { paper, tones } from './colours.ts'
import { shapes } from './shapes.ts'
import type { Shape } from './shapes.ts'

const { arch, disc, leaf, line, rect, ring, wave, within } = shapes

const [petrol, lightPetrol] = tones.petrol
const [rose, lightRose] = tones.rose
const [ochre, lightOchre] = tones.ochre
const [sea, lightSea] = tones.sea
const [moss, lightMoss] = tones.moss
const [violet, lightViolet] = tones.violet
const [brick, lightBrick] = tones.brick
const [sky, lightSky] = tones.sky

/** The logos of the demo’s other sellers and of their products, on a grid of 48 × 48. */
export const newerMarks = {
  wuchuan: [
    rect(lightPetrol, 9, 27, 30, 11, 5.5),
    disc(petrol, 19, 24, 9),
    disc(petrol, 30, 27, 7),
    rect(petrol, 12, 27, 25, 7, 3.5),
  ],
  'wuchuan-pipeline': [
    line(lightPetrol, [12, 15], [36, 15], 3),
    line(lightPetrol, [36, 15], [24, 34], 3),
    disc(petrol, 12, 15, 4.6),
    disc(petrol, 36, 15, 4.6),
    disc(petrol, 24, 34, 6.4),
    disc(paper, 24, 34, 2.4),
  ],
  'wuchuan-watch': [
    rect(petrol, 8, 11, 32, 26, 4),
    line(lightPetrol, [12, 27], [19, 27], 2.4),
    line(lightPetrol, [19, 27], [23, 17], 2.4),
    line(lightPetrol, [23, 17], [28, 31], 2.4),
    line(lightPetrol, [28, 31], [31, 25], 2.4),
    line(lightPetrol, [31, 25], [36, 25], 2.4),
  ],
  'wuchuan-base': [
    rect(lightPetrol, 9, 29, 30, 9, 2.5),
    rect(petrol, 9, 19, 30, 9, 2.5),
    rect(lightPetrol, 9, 9, 30, 9, 2.5),
    disc(paper, 34, 23.5, 1.7),
    disc(petrol, 34, 33.5, 1.7),
    disc(petrol, 34, 13.5, 1.7),
  ],
  'wuchuan-stack': [
    rect(petrol, 9, 10, 13, 13, 2.5),
    rect(lightPetrol, 25, 10, 14, 13, 2.5),
    rect(lightPetrol, 9, 26, 13, 13, 2.5),
    rect(petrol, 25, 26, 14, 13, 2.5),
    disc(paper, 32, 32.5, 3),
  ],
  qiji: [
    disc(rose, 24, 15, 7),
    within(disc(rose, 24, 40, 16), rect(rose, 8, 24, 32, 14)),
    within(disc(lightRose, 24, 40, 9), rect(rose, 8, 24, 32, 14)),
  ],
  'qiji-attendance': [
    disc(rose, 24, 24, 16),
    disc(paper, 24, 24, 12.5),
    line(rose, [24, 24], [24, 15], 2.8),
    line(lightRose, [24, 24], [31, 27], 2.8),
    disc(rose, 24, 24, 2.4),
  ],
  'qiji-payroll': [
    rect(rose, 11, 8, 26, 32, 3),
    rect(lightRose, 15, 13, 18, 3, 1.5),
    rect(paper, 15, 20, 8, 2.6, 1.3),
    rect(paper, 27, 20, 6, 2.6, 1.3),
    rect(paper, 15, 26, 8, 2.6, 1.3),
    rect(paper, 27, 26, 6, 2.6, 1.3),
    rect(lightRose, 15, 33, 18, 2.6, 1.3),
  ],
  'qiji-hire': [
    disc(lightRose, 17, 18, 6),
    within(disc(lightRose, 17, 37, 11), rect(rose, 4, 24, 26, 12)),
    line(rose, [34, 15], [34, 31], 4),
    line(rose, [26, 23], [42, 23], 4),
  ],
  'qiji-survey': [
    rect(lightRose, 9, 12, 30, 5, 2.5),
    rect(rose, 9, 12, 21, 5, 2.5),
    rect(lightRose, 9, 21.5, 30, 5, 2.5),
    rect(rose, 9, 21.5, 27, 5, 2.5),
    rect(lightRose, 9, 31, 30, 5, 2.5),
    rect(rose, 9, 31, 13, 5, 2.5),
  ],
  liyuan: [
    rect(lightOchre, 9, 24, 9, 15, 4.5),
    rect(ochre, 19.5, 9, 9, 30, 4.5),
    rect(lightOchre, 30, 17, 9, 22, 4.5),
  ],
  'liyuan-boards': [
    rect(ochre, 8, 10, 32, 28, 3.5),
    rect(paper, 12, 14, 11, 9, 1.5),
    rect(lightOchre, 26, 14, 10, 9, 1.5),
    rect(lightOchre, 12, 26, 24, 8, 1.5),
  ],
  'liyuan-quality': [
    rect(lightOchre, 9, 9, 30, 30, 4),
    line(ochre, [16, 25], [22, 31], 4.4),
    line(ochre, [22, 31], [33, 17], 4.4),
  ],
  'liyuan-forecast': [
    leaf(lightOchre, [24, 34], [40, 14], 17),
    line(ochre, [9, 35], [18, 28], 3.4),
    line(ochre, [18, 28], [26, 31], 3.4),
    line(ochre, [26, 31], [38, 14], 3.4),
    disc(ochre, 38, 14, 3.6),
  ],
  'liyuan-trade': [
    rect(lightOchre, 10, 28, 12, 10, 1.5),
    rect(ochre, 24, 28, 14, 10, 1.5),
    rect(ochre, 10, 17, 14, 9, 1.5),
    rect(lightOchre, 26, 17, 12, 9, 1.5),
    rect(lightOchre, 16, 9, 16, 6, 1.5),
  ],
  boyun: [
    leaf(sea, [24, 12], [24, 42], 18),
    rect(sea, 22.8, 8, 2.4, 17),
    leaf(lightSea, [25, 20], [36, 14], 10),
    ...[wave(paper, 29, 1.8)].map((one) => within(one, leaf(sea, [24, 12], [24, 42], 18))),
  ],
  'boyun-stock': [
    rect(sea, 9, 15, 30, 24, 2.5),
    rect(lightSea, 9, 9, 30, 7, 2.5),
    rect(paper, 19, 21, 10, 3.4, 1.7),
  ],
  'boyun-route': [
    line(lightSea, [12, 36], [20, 24], 3),
    line(lightSea, [20, 24], [30, 28], 3),
    line(lightSea, [30, 28], [36, 13], 3),
    disc(sea, 12, 36, 3.8),
    disc(sea, 20, 24, 2.8),
    disc(sea, 30, 28, 2.8),
    disc(sea, 36, 13, 5.6),
    disc(paper, 36, 13, 2.2),
  ],
  'boyun-source': [disc(lightSea, 18, 22, 11), disc(sea, 30, 26, 11), leaf(paper, [18, 22], [30, 26], 11)],
  'boyun-survey': [
    rect(lightSea, 8, 9, 32, 30, 2),
    rect(sea, 8, 9, 14, 12, 2),
    rect(sea, 26, 26, 14, 13, 2),
    rect(paper, 12, 13, 6, 4, 1),
    line(paper, [24, 15], [36, 15], 1.8),
    line(paper, [14, 25], [14, 35], 1.8),
  ],
  hengxu: [
    rect(moss, 22.6, 9, 2.8, 28, 1.4),
    rect(moss, 9, 14, 30, 2.8, 1.4),
    within(disc(lightMoss, 13, 24, 7), rect(moss, 4, 24, 18, 8)),
    within(disc(lightMoss, 35, 24, 7), rect(moss, 26, 24, 18, 8)),
    rect(moss, 15, 36, 18, 3, 1.5),
  ],
  'hengxu-invoice': [
    rect(moss, 12, 8, 24, 32, 2.5),
    ...[14, 20, 26, 32].map((x) => disc(paper, x + 1, 40, 2.6)),
    rect(lightMoss, 16, 14, 16, 3, 1.5),
    rect(paper, 16, 21, 10, 2.6, 1.3),
    rect(paper, 16, 27, 14, 2.6, 1.3),
  ],
  'hengxu-sign': [
    rect(lightMoss, 9, 33, 30, 3, 1.5),
    line(moss, [15, 29], [32, 11], 5),
    line(lightMoss, [31, 12], [34, 9], 5),
    disc(moss, 14, 30, 1.8),
  ],
  'hengxu-ledger': [
    rect(moss, 9, 10, 14.4, 28, 2),
    rect(moss, 24.6, 10, 14.4, 28, 2),
    ...[17, 23, 29].flatMap((y) => [
      rect(lightMoss, 12.5, y, 7.4, 2.2, 1.1),
      rect(lightMoss, 28.1, y, 7.4, 2.2, 1.1),
    ]),
  ],
  'hengxu-filing': [
    arch(lightMoss, 10, 9, 28, 30),
    arch(moss, 15, 17, 18, 22),
    line(paper, [19.5, 28], [23, 32], 2.6),
    line(paper, [23, 32], [29, 25], 2.6),
  ],
  panxu: [
    within(disc(violet, 24, 16, 22), rect(violet, 9, 9, 30, 30, 3)),
    within(disc(lightViolet, 24, 15, 13), rect(violet, 15, 15, 18, 18, 2)),
  ],
  'panxu-log': [
    ...[11, 18, 25, 32].map((y, i) =>
      rect(i % 2 ? lightViolet : violet, 9, y, [30, 22, 26, 16][i] ?? 20, 4, 2),
    ),
    disc(violet, 36, 34, 4),
  ],
  'panxu-vault': [
    rect(violet, 9, 9, 30, 28, 4),
    disc(lightViolet, 24, 23, 9),
    disc(violet, 24, 23, 3),
    line(violet, [24, 23], [24, 16], 2),
    line(violet, [24, 23], [30, 27], 2),
    rect(violet, 12, 36, 5, 4),
    rect(violet, 31, 36, 5, 4),
  ],
  'panxu-check': [
    line(lightViolet, [29, 29], [38, 38], 5),
    disc(violet, 21, 21, 13),
    disc(paper, 21, 21, 9.4),
    line(violet, [16, 21], [20, 25], 2.6),
    line(violet, [20, 25], [26, 17], 2.6),
  ],
  xuzhi: [
    arch(lightBrick, 12, 9, 24, 18),
    rect(brick, 8, 25, 15.2, 13, 2.5),
    rect(brick, 24.8, 25, 15.2, 13, 2.5),
    disc(brick, 24, 18.5, 4),
  ],
  'xuzhi-exam': [
    rect(lightBrick, 11, 8, 26, 32, 3),
    ...[14, 21, 28].map((y) => ring(brick, [17, y + 2], { radius: 2.6, thickness: 1.6 })),
    disc(brick, 17, 23, 3.4),
    ...[14, 21, 28].map((y) => rect(brick, 23, y + 0.8, 10, 2.4, 1.2)),
  ],
  'xuzhi-live': [
    rect(brick, 8, 11, 32, 22, 3),
    rect(lightBrick, 18, 36, 12, 3, 1.5),
    leaf(paper, [18, 22], [28, 22], 8.4),
    disc(brick, 23, 22, 1.6),
  ],
  'xuzhi-courses': [
    rect(lightBrick, 14, 8, 22, 27, 2.5),
    rect(brick, 10, 12, 22, 27, 2.5),
    rect(paper, 14, 18, 14, 3, 1.5),
    rect(lightBrick, 14, 25, 9, 2.4, 1.2),
  ],
  lanji: [disc(lightSky, 18, 27, 11), disc(sky, 29, 21, 11), disc(paper, 29, 21, 4.4)],
  'lanji-crm': [
    rect(sky, 8, 12, 32, 24, 3.5),
    disc(paper, 16.5, 21, 3.6),
    within(disc(paper, 16.5, 33, 6.4), rect(paper, 9, 26, 16, 6)),
    rect(lightSky, 26, 18, 10, 2.6, 1.3),
    rect(lightSky, 26, 24, 7, 2.6, 1.3),
    rect(lightSky, 26, 30, 9, 2.6, 1.3),
  ],
  'lanji-letters': [
    rect(sky, 8, 12, 32, 24, 3),
    line(lightSky, [10, 15], [24, 26], 2.8),
    line(lightSky, [38, 15], [24, 26], 2.8),
  ],
  'lanji-desk': [
    rect(lightSky, 8, 9, 24, 18, 5),
    rect(sky, 17, 19, 23, 17, 5),
    leaf(sky, [34, 31], [42, 38], 7),
    disc(paper, 24, 27.5, 1.7),
    disc(paper, 29, 27.5, 1.7),
    disc(paper, 34, 27.5, 1.7),
  ],
  'lanji-plan': [
    rect(sky, 8, 11, 18, 6, 3),
    rect(lightSky, 15, 21, 18, 6, 3),
    rect(sky, 24, 31, 16, 6, 3),
    line(lightSky, [12, 17], [12, 24], 2),
    line(lightSky, [12, 24], [16, 24], 2),
  ],
} as const satisfies Readonly<Record<string, readonly Shape[]>>
