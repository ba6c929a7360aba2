import QtQuick
import "../theme"

// Steps, the page's question and the sentence under it.
Column {
    id: root

    property int step: 0
    property int steps: 0
    property string stepWord: ""
    property string title: ""
    property string titleSize: "xl"
    property string titleTone: "ink"
    property string lead: ""
    property string remark: ""

    readonly property bool divisible: true
    spacing: Theme.space8

    Steps {
        width: parent.width
        step: root.step
        steps: root.steps
        word: root.stepWord
    }

    TextLabel {
        width: parent.width
        visible: text !== ""
        text: root.title
        size: root.titleSize
        strong: true
        tone: root.titleTone
        lineHeight: 0.92
        Accessible.role: Accessible.Heading
    }

    TextLabel {
        width: parent.width
        visible: text !== ""
        text: root.lead
        size: Theme.large ? "s" : "m"
        tone: "muted"
    }

    TextLabel {
        width: parent.width
        visible: text !== ""
        text: root.remark
        size: "s"
        tone: "muted"
    }
}
