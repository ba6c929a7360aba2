import QtQuick
import "../theme"

// A picture with its word: side by side where there is room, else the word under the picture.
Item {
    id: root

    property string text: ""
    property string pictogram: ""
    property string trailing: ""
    property string size: "m"
    property bool strong: true
    property color color: Theme.ink
    property real icon: Math.round(Theme.fontOf(size) * 1.15)
    property real gap: Math.round(icon * 0.3)

    readonly property real natural: Math.ceil(metrics.advanceWidth) + 2
    readonly property real icons: (pictogram === "" ? 0 : icon + gap) + (trailing === "" ? 0 : icon + gap)
    readonly property bool stacked: pictogram !== "" && trailing === "" && width > 0 && natural + icons > width + 0.5
    readonly property real room: stacked ? width : Math.max(0, width - icons)
    readonly property real wordWidth: Math.min(natural, room)

    implicitWidth: natural + icons
    implicitHeight: stacked ? icon + word.height : Math.max(word.height, icons > 0 ? icon : 0)

    TextMetrics {
        id: metrics
        font: word.font
        text: root.text
    }

    Pictogram {
        name: root.pictogram
        visible: root.pictogram !== ""
        size: root.icon
        color: root.color
        x: root.stacked ? (root.width - width) / 2 : (root.width - root.wordWidth - root.icons) / 2
        y: root.stacked ? (root.height - root.implicitHeight) / 2 : (root.height - height) / 2
    }

    TextLabel {
        id: word
        text: root.text
        size: root.size
        strong: root.strong
        color: root.color
        align: "center"
        width: root.wordWidth
        x: root.stacked ? (root.width - width) / 2
            : (root.width - root.wordWidth - root.icons) / 2 + (root.pictogram === "" ? 0 : root.icon + root.gap)
        y: root.stacked ? (root.height - root.implicitHeight) / 2 + root.icon : (root.height - height) / 2
        Accessible.ignored: true
    }

    Pictogram {
        name: root.trailing
        visible: root.trailing !== ""
        size: root.icon
        color: root.color
        x: word.x + word.width + root.gap
        y: (root.height - height) / 2
    }
}
