import type { KitHandlers, KitRefusalName } from '../families/kit/handlers.ts'
import { isRefusal } from '../refusals.ts'
import type { Refusal } from '../refusals.ts'
import type { DirectoryStore } from './directory.ts'

type Told = Refusal<KitRefusalName>

/** Runs the seller's own handler, and stores what the marketplace told unless it refused. */
async function keepUnlessRefused(
  answer: void | Told | Promise<void | Told>,
  keep: () => Promise<void>,
): Promise<void | Told> {
  const told = await answer
  if (isRefusal(told)) return told
  await keep()
}

/**
 * Handlers that keep a directory as the marketplace tells it. `own` are called first, such as to create accounts; what
 * they refuse is not stored.
 *
 * @example
 * const directory = createMemoryDirectory()
 * createSeller({ kit: createDirectoryHandlers(directory), kitKey, kitPrivateKey, store })
 */
export const createDirectoryHandlers = (
  directory: DirectoryStore,
  own: Partial<KitHandlers> = {},
): Required<KitHandlers> => ({
  syncEnterprise: (asked) =>
    keepUnlessRefused(own.syncEnterprise?.(asked), () => {
      const { change, protocol: _protocol, ...tenant } = asked
      return change === 'delete' ? directory.deleteTenant(asked) : directory.putTenant(tenant)
    }),
  syncApp: (asked) =>
    keepUnlessRefused(own.syncApp?.(asked), () => {
      if (asked.change === 'delete') return directory.deleteApp(asked)
      const { instanceId, tenantId, appId, clientId, clientSecret } = asked
      return directory.putApp({ instanceId, tenantId, appId, clientId, clientSecret })
    }),
  syncPeople: (asked) =>
    keepUnlessRefused(own.syncPeople?.(asked), () =>
      asked.change === 'delete' || asked.change === 'withdraw'
        ? directory.deletePeople(
            asked,
            asked.people.map(({ userName }) => userName),
          )
        : directory.putPeople(asked, asked.people),
    ),
  syncDepartment: (asked) =>
    keepUnlessRefused(own.syncDepartment?.(asked), () =>
      asked.change === 'delete'
        ? directory.deleteDepartment(asked, asked.department.code)
        : directory.putDepartments(asked, [asked.department]),
    ),
  syncDepartments: (asked) =>
    keepUnlessRefused(own.syncDepartments?.(asked), () => directory.putDepartments(asked, asked.departments)),
})
