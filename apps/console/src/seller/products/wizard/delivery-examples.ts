import { defineTextsInBoth } from '@loggia/ui'

/** Examples of what sellers write in both languages, by what is asked for. */
export const deliveryExamples = defineTextsInBoth(
  {
    template:
      '1. 使用人数和部门：\n2. 现有系统，以及需要迁移的数据：\n3. 期望的上线日期：\n4. 联系人和联系方式：',
    templateData: '1. 数据的用途：\n2. 地区和时间范围：\n3. 需要的字段和文件格式：\n4. 接收方式：',
    criteria:
      '1. 按需求完成全部配置，功能可以正常使用。\n2. 数据迁移完整，抽查 20 条记录无误。\n3. 完成 1 次培训，并提供使用手册。',
    criteriaGoods: '1. 型号和数量与订单一致。\n2. 外观完好，配件齐全。\n3. 通电后可以正常启动。',
    criteriaData:
      '1. 字段、范围和格式与需求一致。\n2. 文件可以打开，记录数与清单一致。\n3. 抽查 50 条记录，内容无误。',
    templateIdentification: '安装软件后，打开“帮助 > 授权”，复制识别码并原样粘贴，不要添加其他内容。',
    templateLicense: '1. 使用单位的全称：\n2. 使用人数或设备数：\n3. 设备的识别码：',
    criteriaLicense: '1. 软件可以正常激活。\n2. 授权的版本、数量和期限与订单一致。\n3. 附有安装和激活说明。',
  },
  {
    template:
      '1. Number of users, and their departments:\n2. Current system, and data to migrate:\n3. Preferred go-live date:\n4. Contact person and phone number:',
    templateData:
      '1. What the data is for:\n2. Regions and period:\n3. Fields and file format:\n4. How to hand it over:',
    criteria:
      '1. Everything is set up as requested and works.\n2. All data is migrated; a sample of 20 records is correct.\n3. One training session is held, and a manual is provided.',
    criteriaGoods:
      '1. Model and quantity are those of the order.\n2. The goods are undamaged, with all accessories.\n3. They start when switched on.',
    criteriaData:
      '1. Fields, range and format are as requested.\n2. The files open, and the number of records matches the list.\n3. A sample of 50 records is correct.',
    templateIdentification:
      'Install the software and open Help > License. Copy the identification code and paste it unchanged, without any other text.',
    templateLicense:
      '1. Full name of the organisation:\n2. Number of users or devices:\n3. Identification code of the device:',
    criteriaLicense:
      '1. The software can be activated.\n2. Edition, quantity and term of the license match the order.\n3. Instructions for installation and activation are included.',
  },
)
