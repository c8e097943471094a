import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { productTypes } from '@loggia/kernel'
import {
  flowNames,
  flowsOfType,
  getFlow,
  supervisionActs,
  supervisionStages,
  turns,
} from '@loggia/protocol/console/supervision/kinds'
import type {
  SupervisionAct,
  SupervisionFlow,
  SupervisionStage,
} from '@loggia/protocol/console/supervision/kinds'
import { follow, written } from './model/ways.ts'
import { actors, decideFirstStage, findNext, listActs } from './rules.ts'
import type { Supervision } from './schema.ts'

const standing = (flow: SupervisionFlow, stage: SupervisionStage, needsRecheck = false) =>
  ({ flow, stage, needsRecheck }) as Supervision

describe.each(flowNames)('the flow %s', (flow) => {
  test.each([false, true])('has exactly the steps of §5.1; marked for a re-check: %s', (isMarked) => {
    const steps = follow(flow, isMarked)

    for (const stage of supervisionStages)
      for (const act of supervisionActs)
        expect([stage, act, findNext(standing(flow, stage, isMarked), act)?.stage]).toEqual([
          stage,
          act,
          steps.get(`${stage} ${act}`),
        ])
  })

  test('each open stage that can be reached has a way on and somebody whose turn it is, and leads to the end', () => {
    const [way] = written[flow]
    const stages = way.replaceAll(/[()[\]]/g, '').split('>') as SupervisionStage[]
    for (const stage of stages.slice(0, -1)) {
      expect(turns[stage], stage).toBeDefined()
      expect(
        supervisionActs.some((act) => findNext(standing(flow, stage), act)),
        stage,
      ).toBe(true)
    }
    expect(stages.at(-1)).toBe('done')
    expect(turns.done ?? turns.ended).toBeUndefined()
  })

  test('whose turn it is is who may act, or the system that detects it', () => {
    const strangers = supervisionStages.flatMap((stage) =>
      supervisionActs.filter(
        (act) =>
          findNext(standing(flow, stage), act) && actors[act] !== 'system' && actors[act] !== turns[stage],
      ),
    )
    expect(strangers).toEqual([])
  })
})

test('R97: a demand is asked for by the flow, or if the seller gave a template', () => {
  const template = { zh: '需求', en: 'Demand' }
  for (const flow of flowNames) {
    const [way] = written[flow]
    const isAlways = way.startsWith('demand')
    const isOptional = way.startsWith('(demand)')
    expect(decideFirstStage({ flow })).toBe(isAlways ? 'demand' : 'performing')
    expect(decideFirstStage({ flow, template })).toBe(isAlways || isOptional ? 'demand' : 'performing')
  }
})

test('R12: each type has its flows, and only SaaS may have none', () => {
  for (const type of productTypes) {
    expect(flowsOfType[type].flows.length).toBeGreaterThan(0)
    expect(flowsOfType[type].isOptional).toBe(type === 'saas')
  }
})

test('R106: each part is accepted for itself, and the last one ends the delivery', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 12 }), fc.boolean(), (count, needsRecheck) => {
      const names = Array.from({ length: count }, (_, at) => `part ${at + 1}`)
      let of = { ...standing('standard', 'performing', needsRecheck), milestones: { names, accepted: 0 } }
      let deliveries = 0
      while (of.stage !== 'done') {
        for (const act of [
          'deliver',
          ...(needsRecheck ? ['pass_recheck'] : []),
          'accept',
        ] as SupervisionAct[]) {
          const next = findNext(of, act)
          expect(next, `${of.stage} ${act}`).toBeDefined()
          of = { ...of, ...next } as typeof of
        }
        deliveries += 1
        expect(of.milestones.accepted).toBe(deliveries)
      }
      expect(deliveries).toBe(count)
    }),
  )
})

test('R103, R148: while it is stopped nobody can act', () => {
  for (const pause of ['appealedAt', 'refundAskedAt'] as const)
    for (const stage of supervisionStages)
      for (const party of ['buyer', 'seller', 'operator'] as const)
        expect(listActs({ ...standing('standard', stage), [pause]: 1 }, party)).toEqual([])
})

test('the page of the flows is what holds', async () => {
  const drawn = (flow: SupervisionFlow): string => {
    const { steps, demand, recheck, milestones, shipped } = getFlow(flow)
    const edges = Object.entries(steps).flatMap(([stage, acts]) =>
      Object.entries(acts).map(([act, to]) => `  ${stage} --> ${to}: ${act}`),
    )
    const through = steps.recheck?.pass_recheck
    const marked = Object.entries(steps).flatMap(([stage, acts]) =>
      stage === 'recheck'
        ? []
        : Object.entries(acts).flatMap(([act, to]) =>
            recheck && to === through ? [`  ${stage} --> recheck: ${act} (marked)`] : [],
          ),
    )
    const types = productTypes.filter((type) => (flowsOfType[type].flows as readonly string[]).includes(flow))
    const first = demand === 'never' ? '  [*] --> performing' : '  [*] --> demand'
    const more = demand === 'optional' ? ['  [*] --> performing: no template'] : []
    const facts = [
      `Types: ${types.join(', ')}.`,
      `Demand: ${demand}. Re-check: ${recheck ? 'if marked' : 'no'}. Parts: ${milestones ? 'yes' : 'no'}. Shipped: ${shipped ? 'yes' : 'no'}.`,
    ].join(' ')
    return `## ${flow}\n\n${facts}\n\n\`\`\`mermaid\nstateDiagram-v2\n${[first, ...more, ...edges, ...marked].join('\n')}\n  done --> [*]\n\`\`\``
  }
  const page = `# How deliveries are supervised

Made from the code; do not edit. A stage shows where a delivery stands, an edge the act that leads on. *marked*: only an order that is marked for the re-check (R105). From each open stage an appeal or a refund request stops the flow; an operator’s decision or the refund may lead to *done* or *ended* from any stage (R103, R155).

| stage | whose turn |
|---|---|
${supervisionStages.map((stage) => `| ${stage} | ${turns[stage] ?? 'over'} |`).join('\n')}

| act | by |
|---|---|
${supervisionActs.map((act) => `| ${act} | ${actors[act]} |`).join('\n')}

${flowNames.map(drawn).join('\n\n')}
`

  await expect(page).toMatchFileSnapshot(
    join(import.meta.dirname, '../../../../docs/reference/supervision-flows.md'),
  )
})
