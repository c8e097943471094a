import { defineTexts } from '@loggia/ui'

/** Connected apps and what is synchronised of them, as sellers and operators read it. */
export const connectedTexts = defineTexts(
  {
    states: { connecting: '绑定中', connected: '已绑定', ending: '解除中', ended: '已解除' },
    batches: {
      open: '同步中',
      confirmed: '已确认',
      failed: '失败，待处理',
      repeated: '已重新同步',
      left_out: '已跳过',
      given_up: '已放弃',
      dropped: '已取消',
    },
    asks: '同步失败，待客户处理',
    testAsks: '同步失败，待商家处理',
    data: {
      mobile: '手机号',
      email: '邮箱',
      position: '职位',
      employeeCode: '工号',
      employeeType: '人员类型',
      workPlace: '工作地点',
      entryDate: '入职日期',
    },
  },
  {
    states: {
      connecting: 'Connecting',
      connected: 'Connected',
      ending: 'Disconnecting',
      ended: 'Disconnected',
    },
    batches: {
      open: 'Being sent',
      confirmed: 'Confirmed',
      failed: 'Needs a decision',
      repeated: 'Repeated',
      left_out: 'Left out',
      given_up: 'Given up',
      dropped: 'Dropped',
    },
    asks: 'Failed, the customer decides',
    testAsks: 'Failed, the seller decides',
    data: {
      mobile: 'Mobile number',
      email: 'Email',
      position: 'Position',
      employeeCode: 'Employee code',
      employeeType: 'Type of employment',
      workPlace: 'Place of work',
      entryDate: 'Entry date',
    },
  },
)
