import QtQuick
import "../theme"

// How it ended, in the largest words of the page.
Item {
    id: root

    property string title: ""
    property string tone: "done"

    implicitHeight: Math.max(disc.height, words.height)

    Disc {
        id: disc
        tone: root.tone
        size: Math.round(96 * Theme.edge)
        anchors.verticalCenter: parent.verticalCenter

        SequentialAnimation {
            running: true
            NumberAnimation { target: disc; property: "scale"; from: Theme.animated ? 0.4 : 1; to: 1; duration: Theme.tickMs; easing.type: Easing.OutBack; easing.overshoot: 0.8 }
        }
    }

    Heading {
        id: words
        x: disc.width + 32
        width: parent.width - x
        anchors.verticalCenter: parent.verticalCenter
        text: root.title
        size: "xxl"
        tone: root.tone
    }
}
