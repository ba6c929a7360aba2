import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    step: 2
    steps: 6
    stepWord: "刷卡"
    title: "请把身份证平放在黄框里"
    titleSize: "title"
    lead: "哪一面朝上都行，放着别动，大约 3 秒。"

    asideFirst: true
    aside: [
        KioskScene {
            width: parent.width

            stage: "insert"
            paperText: "出纸口"
            socialText: "社保卡口"
            slotText: "身份证放这里"
            cardText: "您的身份证"
            takeText: "现在可以拿走"
            label: "把身份证平放在黄框里"
        }
    ]

    Hints {
        width: parent.width
        columns: Theme.portrait ? 3 : 1
        hints: [{title: "一张一张放", body: "别和银行卡叠着"}, {title: "拿出卡套", body: "皮套会挡住"}, {title: "别急着拿走", body: "听到“嘀”再拿"}]
    }
    SectionHead { width: parent.width; text: "没带身份证？"; size: "m" }
    ActionRow {
        width: parent.width
        SecondaryButton { text: "用社保卡"; pictogram: "card" }
        SecondaryButton { text: "请人作证录入"; pictogram: "people" }
        SecondaryButton { text: "替别人办"; pictogram: "hand" }
    }
}
