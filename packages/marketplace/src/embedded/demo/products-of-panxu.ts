import { createSpecification, describe, say, seats } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's tenth seller: what keeps systems and passwords safe. */
export const productsOfPanxu: readonly DemoProduct[] = [
  {
    mark: 'panxu-log',
    category: 'security',
    tags: ['日志审计', '等保', '留存'],
    name: say(['磐序日志审计', 'Panxu Log']),
    summary: say([
      '设备与系统日志集中留存一百八十天，异常登录和批量导出当场告警。',
      'Keeps the logs of devices and systems for 180 days, and warns of unusual sign-ins and mass exports.',
    ]),
    description: describe(
      [
        '磐序日志审计接收防火墙、服务器、数据库和业务系统的日志，统一格式后加密保存，任何人都不能修改。',
        'Panxu Log receives logs of firewalls, servers, databases and applications, brings them to one form, and keeps them encrypted so that nobody can change them.',
      ],
      [
        '内置四十条检测规则：异地登录、深夜导出、权限突增、离职账号活动。每条告警列出依据的原始日志。',
        'Forty rules are built in: sign-ins from two places, exports at night, sudden rights, accounts of people who have left. Each warning lists the lines it is based on.',
      ],
      [
        '等保测评所需的报表可以直接导出。留存到期的日志自动删除，删除记录另行保存。',
        'Reports for audits can be exported as they are. Logs are deleted when their time is over, and the deletion is recorded.',
      ],
    ),
    specifications: [
      createSpecification(say(['五十台设备', '50 devices']), { month: '680', year: '6800', trialDays: 14 }, [
        ['留存 180 天', 'Kept for 180 days'],
        ['检测规则 40 条', '40 rules'],
      ]),
      createSpecification(say(['三百台设备', '300 devices']), { month: '1880', year: '18800' }, [
        ['留存 365 天', 'Kept for 365 days'],
        ['自定义规则', 'Rules of your own'],
        ['测评报表', 'Reports for audits'],
      ]),
    ],
  },
  {
    mark: 'panxu-vault',
    category: 'security',
    tags: ['密码', '特权账号', '轮换'],
    name: say(['磐序口令柜', 'Panxu Vault']),
    summary: say([
      '共用账号的口令不再贴在屏幕上：借用有审批，归还即更换。',
      'Passwords of shared accounts no longer stick to screens: they are lent on approval and changed on return.',
    ]),
    description: describe(
      [
        '服务器管理员、数据库账号、设备口令，总有几个是大家共用的。磐序口令柜保管它们，借用时说明用途，批准后代为登录，借用人看不到口令本身。',
        'Administrators of servers, accounts of databases, passwords of devices: some are always shared. Panxu Vault keeps them. Who borrows one states why, and is signed in without seeing it.',
      ],
      [
        '归还后口令自动更换。借用期间的操作可以录屏，关键命令另行审批。',
        'After its return a password is changed. Sessions can be recorded, and critical commands need an approval of their own.',
      ],
      [
        '紧急情况下可由两名负责人共同取出，事后必须补充说明。',
        'In an emergency two people together can take a password out, and must explain it afterwards.',
      ],
    ),
    quantity: seats(5, 500),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '38', year: '380' }, [
        ['口令保管与借用', 'Keeping and lending'],
        ['自动更换', 'Changes on return'],
      ]),
      createSpecification(say(['专业版', 'Professional']), { month: '66', year: '660' }, [
        ['操作录屏', 'Recorded sessions'],
        ['命令审批', 'Approval of commands'],
        ['数据库账号', 'Database accounts'],
      ]),
    ],
  },
  {
    mark: 'panxu-check',
    type: 'manual_service',
    category: 'security',
    tags: ['渗透测试', '整改', '报告'],
    name: say(['磐序安全检测', 'Panxu Check']),
    summary: say([
      '工程师手工检测一个系统，问题按可利用程度排序，整改后复测一次。',
      'Engineers test one system by hand, rank what they find by how it can be used, and test again after repair.',
    ]),
    description: describe(
      [
        '扫描器报出几百条，真正能被利用的往往只有几条。磐序的工程师手工验证每个问题，给出利用步骤、影响范围和修改方法。',
        'Scanners report hundreds of findings, of which a few can really be used. Engineers of Panxu verify each one by hand and describe steps, reach and repair.',
      ],
      [
        '检测在约定的时段和范围内进行，高危问题当天电话通知。报告分为管理层摘要和开发人员附录。',
        'Tests keep to agreed hours and limits, and critical findings are reported by phone on the same day. The report has a summary for managers and an appendix for developers.',
      ],
      [
        '整改完成后复测一次，通过的问题在报告中注明。',
        'After repair there is one re-test, and the report says what has been solved.',
      ],
    ),
    supervision: {
      flow: 'standard',
      template: say([
        '1. 系统地址与测试账号\n2. 允许检测的时段\n3. 不得触碰的功能\n4. 紧急联系人',
        '1. Address and test accounts\n2. Hours\n3. What must not be touched\n4. Emergency contact',
      ]),
      criteria: say([
        '报告列出每个问题的步骤与影响，复测结果已注明。',
        'The report has steps and effect of each finding, and the results of the re-test.',
      ]),
    },
    specifications: [
      createSpecification(say(['单系统', 'One system']), { once: '12000' }, [
        ['检测五个工作日', 'Five working days'],
        ['复测一次', 'One re-test'],
      ]),
      createSpecification(say(['三系统', 'Three systems']), { once: '30000' }, [
        ['检测十五个工作日', 'Fifteen working days'],
        ['各复测一次', 'One re-test each'],
        ['开发人员讲解会', 'A session for developers'],
      ]),
    ],
  },
]
