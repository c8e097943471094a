import { CannotJudge } from '../../engine/check.ts'
import type { Case } from '../cases.ts'
import { createScene, flags, createOrderMembers } from '../scenes.ts'
import type { Scene, Told } from '../scenes.ts'

const group = 'The order of calls'
const source = 'joint-kit §2'

/** All calls of a connection, in their order. */
const bind = (scene: Scene, user = scene.user()): readonly Told[] => [
  scene.enterprise(),
  scene.app(),
  scene.departments(),
  scene.people(flags.add, [user]),
]

/** Of calls that follow one another. */
export const orderCases: readonly Case[] = [
  {
    id: 'order.end',
    title: 'People, app and company are deleted in this order',
    group,
    source: 'joint-kit §7',
    isFresh: true,
    name: 'the deletion of a company whose people and app were deleted',
    fix: 'Each deletion is a call of its own; answer 000000 to each.',
    told: (scene) => {
      const user = scene.user()
      return [
        ...bind(scene, user),
        scene.people(flags.delete, [user]),
        scene.app(flags.delete),
        scene.enterprise(flags.delete),
      ]
    },
  },
  {
    id: 'order.after-end',
    title: 'People and apps of a deleted company are deleted with success',
    group,
    source: 'joint-kit §7',
    isFresh: true,
    name: 'the deletion of people whose company was deleted',
    fix: 'Deleting what is gone is a success, also if the company is gone.',
    told: (scene) => {
      const user = scene.user()
      return [
        ...bind(scene, user),
        scene.enterprise(flags.delete),
        scene.app(flags.delete),
        scene.people(flags.delete, [user]),
      ]
    },
  },
  {
    id: 'order.again',
    title: 'A deleted company is bound again',
    group,
    source,
    isFresh: true,
    name: 'people of a company that was deleted and bound again',
    fix: 'After a deletion the same tenantId may come back with everything: store it as new.',
    told: (scene) => [
      ...bind(scene),
      scene.enterprise(flags.delete),
      scene.enterprise(),
      scene.app(),
      scene.departments(),
      scene.people(flags.add, [scene.user()]),
    ],
  },
  {
    id: 'order.same-user-name',
    title: 'The same user name in two companies is accepted',
    group,
    source: 'joint-kit §6.3',
    isFresh: true,
    name: 'a person with the user name of somebody in another company',
    fix: 'A user name is unique within its company only: the key is tenantId and userName.',
    told: (scene) => {
      const user = scene.user()
      const other = createScene(scene.bench)
      return [...bind(other, user), ...bind(scene, user)] as unknown as [...Told[], Told]
    },
  },
  {
    id: 'order.real',
    title: 'The calls of a real order are accepted',
    // The run knows the instance, but not the order to which it belongs.
    level: 'should',
    group,
    source,
    isFresh: true,
    require: ({ instanceId }) => {
      if (instanceId === undefined)
        throw new CannotJudge(
          'There is no instance of a real order: name one that the server knows with --instance.',
        )
    },
    name: 'people of a real order',
    fix: 'A real order has instanceId, orderId and testFlag 0; the instance is one that you created for it.',
    told: ({ bench, of }) => {
      const scene = createScene(bench, { ...of, instanceId: bench.instanceId ?? '' })
      const real = createOrderMembers(bench)
      const { testFlag } = real
      return [
        scene.enterprise(flags.add, real),
        scene.app(flags.add, { testFlag }),
        scene.departments(undefined, { testFlag }),
        scene.people(flags.add, [scene.user()], { testFlag }),
      ]
    },
  },
]
