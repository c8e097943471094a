import { describe, expect, test } from 'vitest'
import { flowNames, supervisionStages } from '@loggia/protocol/console/supervision/kinds'
import { findCurrentPart, findSituation, listStages, listSteps } from './stages.ts'

const template = { zh: '模板', en: 'Template' }
const of = { flow: 'standard', stage: 'performing', template, needsRecheck: false } as const

describe('the drawn flow', () => {
  test.each([
    ['simplified', 'performing acceptance done'],
    ['standard', 'demand confirmation performing acceptance done'],
    ['site_building', 'demand confirmation design design_review performing acceptance done'],
    ['saas', 'demand performing acceptance done'],
    ['hardware', 'performing acceptance done'],
    ['data_file', 'demand performing acceptance done'],
    ['license_code_collected', 'performing collection activation done'],
  ] as const)('§5.1: %s is %s', (flow, stages) => {
    expect(listStages({ ...of, flow }).join(' ')).toBe(stages)
  })

  test('R97: a demand that is optional is drawn only if the seller asks', () => {
    expect(listStages({ ...of, flow: 'saas', template: undefined })[0]).toBe('performing')
  })

  test('R105: a marked order has the re-check before what it leads to, also once the mark is gone', () => {
    expect(listStages({ ...of, needsRecheck: true })).toEqual([
      'demand',
      'confirmation',
      'performing',
      'recheck',
      'acceptance',
      'done',
    ])
    expect(listStages({ ...of, stage: 'recheck' })).toContain('recheck')
    expect(listStages({ ...of, flow: 'hardware', needsRecheck: true })).not.toContain('recheck')
  })

  test('each stage is over, current or to come; all are over at the end', () => {
    expect(listSteps(of).map(({ standing }) => standing)).toEqual(['done', 'done', 'now', 'next', 'next'])
    expect(new Set(listSteps({ ...of, stage: 'done' }).map(({ standing }) => standing))).toEqual(
      new Set(['done']),
    )
  })

  test.each(flowNames)('%s ends with the acceptance, and no stage is drawn twice', (flow) => {
    const stages = listStages({ ...of, flow, needsRecheck: true })

    expect(stages.at(-1)).toBe('done')
    expect(new Set(stages).size).toBe(stages.length)
    expect(stages.every((stage) => supervisionStages.includes(stage))).toBe(true)
  })
})

describe('the situation of a reader', () => {
  const known = { flow: 'standard', stage: 'performing', type: 'manual_service' } as const
  const shipment = { carrier: 'SF', trackingNumber: 'SF123456', readable: true }

  test.each([
    [{ ...known, paused: 'appeal' }, 'appeal'],
    [{ ...known, flow: 'data_file', stage: 'demand' }, 'demand_only'],
    [{ ...known, stage: 'demand' }, 'demand'],
    [{ ...known, flow: 'saas', type: 'saas' }, 'opening'],
    [{ ...known, flow: 'saas', type: 'saas', openedAt: '2026-11-24T06:33:00Z' }, 'performing'],
    [{ ...known, flow: 'hardware', type: 'hardware' }, 'shipping'],
    [{ ...known, flow: 'hardware', stage: 'acceptance', shipment }, 'shipped'],
    [
      { ...known, flow: 'hardware', stage: 'acceptance', shipment: { ...shipment, readable: false } },
      'unreadable',
    ],
    [{ ...known, flow: 'license_code', stage: 'activation' }, 'code_ready'],
    [{ ...known, flow: 'license_code_collected', stage: 'activation' }, 'activation'],
    [{ ...known, flow: 'license_online', stage: 'demand' }, 'identification'],
    [{ ...known, flow: 'license_online', stage: 'demand', paused: 'appeal' }, 'appeal'],
    [{ ...known, flow: 'license_offline' }, 'handing'],
    [{ ...known, stage: 'acceptance', milestones: { names: ['a', 'b'], accepted: 0 } }, 'part'],
    [{ ...known, stage: 'acceptance', milestones: { names: ['a', 'b'], accepted: 1 } }, 'acceptance'],
  ] as const)('%j is %s', (supervision, situation) => {
    expect(findSituation(supervision)).toBe(situation)
  })

  test('R106: the part that is delivered now', () => {
    const milestones = { names: ['安装', '培训'], accepted: 1 }

    expect(findCurrentPart({ stage: 'performing', milestones })).toEqual({
      name: '培训',
      number: 2,
      count: 2,
    })
    expect(findCurrentPart({ stage: 'done', milestones: { ...milestones, accepted: 2 } })).toBeUndefined()
    expect(findCurrentPart({ stage: 'performing' })).toBeUndefined()
  })
})
