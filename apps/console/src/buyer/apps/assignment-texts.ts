import { defineTexts } from '@loggia/ui'

/** Who may use a connected app, and what its seller knows of that. */
export const assignmentTexts = defineTexts(
  {
    title: '授权人员',
    lead: '之后加入部门或用户组的人员不会自动获得授权。',
    columns: { name: '姓名', role: '角色', person: '人员状态', state: '商家侧' },
    roles: { user: '普通用户', admin: '管理员' },
    roleTexts: { user: '使用应用。', admin: '还可在应用中进行管理，具体权限由商家定义。' },
    states: {
      confirmed: '已确认',
      waiting: '待同步',
      sending: '同步中',
      failed: '同步失败',
      left_out: '已跳过',
    },
    ending: {
      confirmed: '已撤销',
      waiting: '待撤销',
      sending: '撤销中',
      failed: '撤销失败',
      left_out: '撤销已跳过',
    },
    find: '姓名或用户名',
    state: '商家侧状态',
    anyState: '全部状态',
    empty: { title: '尚未授权', text: '授权给部门、用户组或人员，商家确认后即可使用。' },
    filtered: {
      title: '没有符合条件的人员',
      text: '调整筛选条件，或查看全部授权人员。',
      action: '清除筛选',
    },
    selection: {
      page: '选择已显示的全部人员',
      one: (name: string) => `选择${name}`,
      count: (count: string, _count: number) => `已选 ${count} 人`,
      tooMany: (most: string) => `逐个选择时最多 ${most} 人。`,
      clear: '取消选择',
    },
    who: {
      label: '对象',
      people: '人员',
      department: '部门',
      group: '用户组',
      all: '全部人员',
      peopleMissing: '选择至少一人。',
      departmentMissing: '选择部门。',
      groupMissing: '选择用户组。',
      departmentNote: '包含下级部门中的人员。',
      allNote: '企业中的全部人员。',
      find: '姓名、用户名、工号或邮箱',
      none: '没有符合条件的人员。',
      more: '显示更多人员',
      chosen: (count: string, _count: number) => `已选 ${count} 人`,
      mostReached: (most: string) => `最多选择 ${most} 人。更多人员请按部门或用户组选择。`,
      remove: (name: string) => `取消选择${name}`,
    },
    assign: {
      act: '授权人员',
      title: '授权人员',
      role: '角色',
      note: '已授权的人员会改为所选角色。',
      keep: '取消',
      do: '授权',
      busy: '授权中',
      done: (count: string, changed: number) => (changed === 0 ? '所选人员均已授权' : `已授权 ${count} 人`),
    },
    role: {
      act: '更改角色',
      title: (count: string, _count: number) => `更改 ${count} 人的角色`,
      keep: '取消',
      do: '更改角色',
      busy: '更改中',
      done: (count: string, changed: number) => (changed === 0 ? '无需更改' : `已更改 ${count} 人`),
    },
    withdraw: {
      act: '撤销授权',
      byPart: '批量撤销',
      title: '撤销授权',
      titleOf: (count: string, _count: number) => `撤销 ${count} 人的授权？`,
      text: '商家会收到通知，人员将不能再使用应用。人员本身不受影响，可重新授权。',
      keep: '取消',
      do: '撤销授权',
      busy: '撤销中',
      done: (count: string, changed: number) =>
        changed === 0 ? '所选人员均未授权' : `已撤销 ${count} 人的授权`,
    },
  },
  {
    title: 'People with access',
    lead: 'People who join a department or group later are not assigned automatically.',
    columns: { name: 'Name', role: 'Role', person: 'Person', state: 'At the seller' },
    roles: { user: 'User', admin: 'Administrator' },
    roleTexts: {
      user: 'Uses the app.',
      admin: 'Also manages things in the app; the seller defines what that includes.',
    },
    states: {
      confirmed: 'Confirmed',
      waiting: 'Waiting',
      sending: 'Being sent',
      failed: 'Failed',
      left_out: 'Left out',
    },
    ending: {
      confirmed: 'Withdrawn',
      waiting: 'Withdrawal waiting',
      sending: 'Withdrawal being sent',
      failed: 'Withdrawal failed',
      left_out: 'Withdrawal left out',
    },
    find: 'Name or user name',
    state: 'State at the seller',
    anyState: 'All states',
    empty: {
      title: 'Nobody can use this app yet',
      text: 'Assign it to departments, groups or people. They can use it once the seller has confirmed.',
    },
    filtered: {
      title: 'No people match these filters',
      text: 'Change the filters, or view everybody with access.',
      action: 'Clear filters',
    },
    selection: {
      page: 'Select everybody shown',
      one: (name) => `Select ${name}`,
      count: (text) => `${text} selected`,
      tooMany: (most) => `At most ${most} people can be selected one by one.`,
      clear: 'Clear selection',
    },
    who: {
      label: 'Who',
      people: 'People',
      department: 'Department',
      group: 'Group',
      all: 'Everybody',
      peopleMissing: 'Select at least one person.',
      departmentMissing: 'Select a department.',
      groupMissing: 'Select a group.',
      departmentNote: 'Includes people of the departments below it.',
      allNote: 'Everybody in the company.',
      find: 'Name, user name, employee code or email',
      none: 'No people match.',
      more: 'Show more people',
      chosen: (text) => `${text} selected`,
      mostReached: (most) =>
        `At most ${most} people can be selected. Select a department or a group for more.`,
      remove: (name) => `Remove ${name} from the selection`,
    },
    assign: {
      act: 'Assign people',
      title: 'Assign people',
      role: 'Role',
      note: 'People who have access already get this role.',
      keep: 'Cancel',
      do: 'Assign',
      busy: 'Assigning',
      done: (text, count) =>
        count === 0
          ? 'They all have this access already'
          : count === 1
            ? 'Assigned to 1 person'
            : `Assigned to ${text} people`,
    },
    role: {
      act: 'Change role',
      title: (text, count) =>
        count === 1 ? 'Change the role of 1 person' : `Change the role of ${text} people`,
      keep: 'Cancel',
      do: 'Change role',
      busy: 'Changing',
      done: (text, count) =>
        count === 0 ? 'No change needed' : count === 1 ? '1 person changed' : `${text} people changed`,
    },
    withdraw: {
      act: 'Withdraw access',
      byPart: 'Withdraw in bulk',
      title: 'Withdraw access',
      titleOf: (text, count) =>
        count === 1 ? 'Withdraw the access of 1 person?' : `Withdraw the access of ${text} people?`,
      text: 'The seller is told, and they can no longer use the app. They stay in the company, and you can assign the app to them again.',
      keep: 'Cancel',
      do: 'Withdraw access',
      busy: 'Withdrawing',
      done: (text, count) =>
        count === 0
          ? 'None of them has access'
          : count === 1
            ? 'Access of 1 person withdrawn'
            : `Access of ${text} people withdrawn`,
    },
  },
)
