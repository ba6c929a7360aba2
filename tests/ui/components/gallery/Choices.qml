import "../../../../ui/qml/theme"
import "../../../../ui/qml/components"
import QtQuick

PageFrame {
    station: "白音塔拉嘎查便民服务站"
    role: "政务服务自助终端"
    step: 3
    steps: 6
    stepWord: "填表"
    title: "再问两件事"
    ChoiceList {
        width: parent.width
        label: "您现在的身体怎么样"
        options: [{value: "a", text: "能自己走动"}, {value: "b", text: "要人搀扶", hint: "可以请协办员上门"}, {value: "c", text: "起不来床"}]
        chosen: ["b"]
    }
    DatePicker {
        width: parent.width
        label: "从哪天开始的"
        note: "记不清就写大概"
        year: 1968
        month: 7
        day: 31
        yearWord: "年"
        monthWord: "月"
        dayWord: "日"
        earlierWord: "往前"
        laterWord: "往后"
    }
    aside: [
        ChoiceList {
            width: parent.width
            label: "家里都有谁"
            multiple: true
            columns: 2
            problem: "至少选一样。"
            options: [{value: "a", text: "丈夫或妻子"}, {value: "b", text: "儿女"}, {value: "c", text: "父母"}, {value: "d", text: "就我一个"}]
            chosen: ["a", "b"]
        }
    ]
    actions: [SecondaryButton { text: "上一页" ; pictogram: "arrow-left" }, PrimaryButton { text: "下一步" }]
}
