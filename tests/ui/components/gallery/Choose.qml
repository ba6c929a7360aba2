import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    id: root
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    title: "您今天要办什么？"
    largerActive: Theme.large

    SearchBox { width: parent.width; placeholder: "搜一搜：写字、拼音、首字母" }
    SectionHead { width: parent.width; text: "村里人常办的"; size: "m" }
    Split {
        width: parent.width
        columns: 2
        readonly property bool divisible: true
        ListTile { text: "高龄津贴申领"; why: "年满 80 岁" }
        ListTile { text: "养老待遇资格认证"; why: "一年一次，看镜头" }
        ListTile { text: "居民医保参保缴费"; why: "全家可一起交" }
        ListTile { text: "一卡通补贴查询"; why: "草原、耕地补贴" }
    }

    aside: [
        SectionHead { width: parent.width; text: "按事情找"; size: "m" },
        Split {
            width: parent.width
            columns: Theme.large ? (Theme.portrait ? 2 : 1) : 3
            spacing: 24
            readonly property bool divisible: true
            Repeater {
                model: [["elder", "养老敬老"], ["medical", "看病医保"], ["hardship", "困难救助"], ["card", "社保卡"], ["crop", "种地养畜"],
                    ["book", "生育上学"], ["household", "户口证件"], ["house", "房子土地"], ["document", "打印证明"]]
                Tile { required property var modelData; pictogram: modelData[0]; text: modelData[1]; example: "养老金、高龄津贴、敬老卡" }
            }
        }
    ]
    actions: [
        SecondaryButton { text: "查我办的事"; pictogram: "clock" },
        SecondaryButton { text: "补交材料"; pictogram: "camera" }
    ]
}
