import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    title: "这次办得怎么样？"
    lead: "不评也行，不影响您办的事。"
    RatingRow {
        width: parent.width
        options: [{value: "5", text: "非常满意"}, {value: "4", text: "满意"}, {value: "3", text: "基本满意"}, {value: "2", text: "不满意"}, {value: "1", text: "非常不满意"}]
    }
    aside: [TakeScene { width: parent.width; label: "拿好身份证和回执" }, TimeoutRing { running: false }]
    actions: [SecondaryButton { text: "不评了" }]
}
