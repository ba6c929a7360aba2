import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    title: "怎么找到您？"
    Notice {
        visible: true
        title: "您还在吗？"
        body: "没人碰屏幕，马上要收起您的信息。"
        TimeoutRing { anchors.horizontalCenter: parent.horizontalCenter; running: false }
        actions: [SecondaryButton { text: "不办了" }, PrimaryButton { text: "我还在" }]
    }
}
