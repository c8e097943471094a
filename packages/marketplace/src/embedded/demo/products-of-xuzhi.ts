import { createSpecification, describe, people, say, seats } from './product-parts.ts'
import type { DemoProduct } from './product-parts.ts'

/** Products of the demo's eleventh seller: exams, lessons and courses. */
export const productsOfXuzhi: readonly DemoProduct[] = [
  {
    mark: 'xuzhi-exam',
    category: 'education',
    tags: ['考试', '题库', '监考'],
    name: say(['序知考试', 'Xuzhi Exams']),
    summary: say([
      '组卷、监考、阅卷与成绩分析，千人同时开考不排队。',
      'Set, supervise, mark and analyse exams; a thousand people can start at the same moment.',
    ]),
    description: describe(
      [
        '序知考试按知识点和难度自动组卷，每人题目顺序不同。断电断网后，考生换一台设备可以从原处继续，剩余时间不变。',
        'Xuzhi Exams composes papers by topic and difficulty, in a different order for everybody. After a power cut a candidate goes on at another device, at the same place and with the same time left.',
      ],
      [
        '监考可以只记录切屏，也可以开启摄像头，由组织方决定并提前告知考生。主观题双人盲评，分差过大由第三人裁定。',
        'Supervision may note a change of window or use the camera; organisers decide, and candidates are told beforehand. Two people mark essays independently, and a third decides if they differ.',
      ],
      [
        '成绩报告指出掌握薄弱的知识点，并对题目本身的区分度给出评价。',
        'The report names weak topics, and says of each question how well it tells candidates apart.',
      ],
    ),
    quantity: people(50, 20_000),
    specifications: [
      createSpecification(say(['标准版', 'Standard']), { month: '1.2', year: '12' }, [
        ['自动组卷与阅卷', 'Papers and marking'],
        ['切屏记录', 'Notes of windows'],
      ]),
      createSpecification(say(['专业版', 'Professional']), { month: '2.6', year: '26', trialDays: 7 }, [
        ['摄像头监考', 'Camera supervision'],
        ['双人盲评', 'Two markers'],
        ['题目分析', 'Analysis of questions'],
      ]),
    ],
  },
  {
    mark: 'xuzhi-live',
    category: 'education',
    tags: ['直播课', '互动', '回放'],
    name: say(['序知课堂', 'Xuzhi Classroom']),
    summary: say([
      '小班直播课，白板、分组和随堂练习都在同一页，回放自动切分章节。',
      'Live lessons for small classes, with whiteboard, groups and exercises on one page, and recordings cut into chapters.',
    ]),
    description: describe(
      [
        '序知课堂为二十人左右的小班设计。老师看得到每个人的练习过程，可以随时请一位学员上白板，或分成小组讨论。',
        'Xuzhi Classroom is made for classes of about twenty. The teacher sees how everybody works, can call somebody to the whiteboard or form groups.',
      ],
      [
        '课后自动生成回放，按知识点切分章节，练习中的错题汇总给老师和学员本人。',
        'The recording is cut into chapters by topic, and mistakes from exercises are collected for the teacher and for each learner.',
      ],
      [
        '网络较差时优先保证声音和白板。回放保留时长由规格决定。',
        'On a weak network, sound and whiteboard come first. How long recordings are kept depends on the specification.',
      ],
    ),
    quantity: seats(1, 100),
    specifications: [
      createSpecification(say(['教师席', 'Teacher']), { month: '128', year: '1280', trialDays: 14 }, [
        ['每班 30 人', '30 people a class'],
        ['回放保留 90 天', 'Recordings for 90 days'],
      ]),
      createSpecification(say(['机构席', 'School']), { month: '208', year: '2080' }, [
        ['每班 100 人', '100 people a class'],
        ['回放保留两年', 'Recordings for two years'],
        ['自有域名', 'Your own domain'],
      ]),
    ],
  },
  {
    mark: 'xuzhi-courses',
    type: 'data_asset',
    category: 'education',
    tags: ['课件', '安全生产', '新员工'],
    name: say(['序知安全课件包', 'Xuzhi Safety Courses']),
    summary: say([
      '六十节安全生产课件，可导入常见学习平台，每年随法规修订。',
      'Sixty lessons on safety at work, for common learning platforms, revised every year.',
    ]),
    description: describe(
      [
        '序知安全课件包含视频、练习和考题，覆盖用电、动火、受限空间、叉车等十二类岗位。每节不超过十五分钟。',
        'The courses have films, exercises and questions for twelve kinds of work, such as electricity, welding, confined spaces and fork-lifts. No lesson is longer than fifteen minutes.',
      ],
      [
        '课件按通用标准打包，导入学习平台后，进度和成绩自动记录。片头可以换成您单位的名称。',
        'They are packed to a common standard, so that learning platforms record progress and results. Your company’s name can be put at the start.',
      ],
      [
        '法规修订时，涉及的章节在三十天内更新，授权期内免费。',
        'When rules change, the lessons concerned are revised within thirty days, free during the licensed time.',
      ],
    ),
    supervision: {
      flow: 'data_file',
      template: say([
        '1. 单位名称\n2. 需要的岗位类别\n3. 学习平台名称与版本\n4. 接收人邮箱',
        '1. Company\n2. Kinds of work\n3. Learning platform and version\n4. Email of the recipient',
      ]),
      criteria: say([
        '课件可以导入所述平台，进度与成绩有记录，片头名称正确。',
        'The lessons run on the platform named, progress and results are recorded, and the name is right.',
      ]),
    },
    specifications: [
      createSpecification(say(['六类岗位', 'Six kinds of work']), { once: '4600' }, [
        ['30 节课件', '30 lessons'],
        ['两年内免费修订', 'Two years of revisions'],
      ]),
      createSpecification(say(['全部岗位', 'All kinds of work']), { once: '7800' }, [
        ['60 节课件', '60 lessons'],
        ['两年内免费修订', 'Two years of revisions'],
        ['片头定制', 'Your name at the start'],
      ]),
    ],
  },
]
