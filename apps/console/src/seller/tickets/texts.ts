import { defineTexts } from '@loggia/ui'

/** Whether a seller takes tickets, and when. */
export const sellerTicketTexts = defineTexts(
  {
    title: '工单受理设置',
    lead: '设置是否受理客户的工单。不受理时，新工单由云商店的运营人员处理。',
    takes: '受理客户的工单',
    days: '服务日',
    opens: '开始时间',
    closes: '结束时间',
    hint: '每周至少 5 天、每天至少 8 小时，按云商店的时区计算。法定节假日不计，调休上班日计入。',
    timeHint: '例如 09:00，最晚 24:00。',
    tooFew: '至少选择 5 天。',
    tooShort: '填写开始和结束时间，间隔至少 8 小时。',
    open: '设置变更后，已有工单仍由原处理方处理，截止时间不变。',
    save: '保存',
    busy: '保存中',
    done: '设置已保存',
  },
  {
    title: 'Support hours',
    lead: 'Choose whether you take tickets. If you do not, the marketplace’s operators answer new ones.',
    takes: 'Take tickets of customers',
    days: 'Days',
    opens: 'From',
    closes: 'To',
    hint: 'At least 8 hours on 5 days a week, in the marketplace’s time zone. Holidays do not count; weekend days that are worked do.',
    timeHint: 'For example 09:00; the latest is 24:00.',
    tooFew: 'Choose at least 5 days.',
    tooShort: 'Enter times that are at least 8 hours apart.',
    open: 'After a change, open tickets stay with who answers them, and due times stay as they are.',
    save: 'Save',
    busy: 'Saving',
    done: 'Support hours saved',
  },
)
