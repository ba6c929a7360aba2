import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    step: 1
    steps: 6
    stepWord: "看说明"
    title: "最低生活保障申请"
    titleSize: "title"
    lead: "家里收入太低，国家按月补一部分生活费。"

    FactRow {
        width: parent.width
        facts: [{question: "多久有结果", answer: "30 个工作日"}, {question: "收费", answer: "不收费", tone: "done"},
            {question: "要跑几趟", answer: "1 趟"}, {question: "没网时", answer: "也能交"}]
    }
    SectionHead { width: parent.width; text: "哪些人能办" }
    Bullets { width: parent.width; lines: ["全家平均收入，低于当地低保标准", "家里的财产符合规定", "户口或常住的地方在本旗"] }

    aside: [
        SectionHead { width: parent.width; text: "要哪些材料"; note: "写着“或”的，选一样就行" },
        Stack {
            width: parent.width
            spacing: 0
            MaterialRow { width: parent.width; number: 1; name: "居民身份证"; hint: "读一下就还您，不用复印"; chips: [{text: "读卡", pictogram: "idcard"}] }
            MaterialRow { width: parent.width; number: 2; name: "户口簿"; hint: "机器能查到就不用拿"
                chips: [{text: "免交", pictogram: "check", tone: "done"}, {text: "拍照", pictogram: "camera"}] }
            MaterialRow { width: parent.width; number: 3; name: "申请表和家庭情况声明"; hint: "机器替您填好，您签名"; chips: [{text: "签字", pictogram: "pen"}] }
            MaterialRow { width: parent.width; number: 4; name: "收入核对授权书"; hint: "家里大人都签，不在的后补"
                chips: [{text: "签字", pictogram: "pen"}, {text: "后补", pictogram: "clock", tone: "warn"}] }
            MaterialRow { width: parent.width; number: 5; name: "病历、残疾证等"; hint: "有大额花销才需要"
                chips: [{text: "拍照", pictogram: "camera"}, {text: "承诺", pictogram: "hand", tone: "warn"}, {text: "后补", pictogram: "clock", tone: "warn"}] }
        },
        Facts { width: parent.width; rows: [{label: "依据", value: "《社会救助暂行办法》第九至第十三条等"}, {label: "别处", value: "苏木便民服务中心、手机“蒙速办”也能办"}] }
    ]
    actions: [
        SecondaryButton { text: "打印说明"; pictogram: "printer" },
        SecondaryButton { text: "读给我听"; pictogram: "speaker" },
        PrimaryButton { text: "开始办理" }
    ]
}
