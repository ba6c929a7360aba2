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
    // On another page of the Pager it leaves, it may have been made transparent.
    onParentChanged: {
        for (let i = 0; i < children.length; i++)
            children[i].opacity = 1;
    }

    Steps {
        width: parent.width
        step: root.step
        steps: root.steps
        word: root.stepWord
    }

    Heading {
        width: parent.width
        visible: text !== ""
        text: root.title
        size: root.titleSize
        tone: root.titleTone
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
