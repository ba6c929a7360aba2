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

    TextMetrics {
        id: oneLine
        text: root.title
        font: question.font
    }

    TextLabel {
        id: question
        // A question slightly too long is made slightly smaller, rather than left with one word on a second line.
        readonly property bool nearly: oneLine.advanceWidth > width && oneLine.advanceWidth * 0.82 <= width
        width: parent.width
        visible: text !== ""
        text: root.title
        size: root.titleSize
        fitted: nearly
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
