pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Doorstep
import "../../theme"
import "../../components"

// Demo and training without devices: a tab in the page's margin, where nothing of the page lies, and behind it everything that can be played.
Item {
    id: root

    required property ViewModels vm
    readonly property var say: vm.texts.table
    readonly property bool wanted: vm.simulation.open

    visible: vm.simulation.there
    onWantedChanged: {
        if (wanted)
            panel.open();
        else
            panel.close();
    }

    Touchable {
        id: tab
        objectName: "simulation-tab"
        x: root.width - width
        // Under the header's tools, above where the glass keyboard begins.
        y: Theme.headerHeight + Theme.space8
        width: Theme.margin - 4
        height: Theme.portrait ? 288 : 136
        padding: 0
        radius: Theme.space8
        rest: Theme.warn
        edge: Theme.paper
        text: root.say["simulation.tab"]
        Accessible.name: root.say["simulation.title"]
        contentItem: TextLabel {
            text: tab.text
            font.pixelSize: 32
            lineHeight: 0.7
            strong: true
            align: "center"
            color: Theme.isDark ? Theme.paper : Theme.card
            Accessible.ignored: true
        }
        onClicked: root.vm.simulation.toggle()
    }

    Popup {
        id: panel
        objectName: "simulation-panel"
        parent: Overlay.overlay
        x: parent ? parent.width - width : 0
        width: parent ? Math.min(parent.width - Theme.target, Theme.portrait ? 860 : 1200) : 860
        height: parent ? parent.height : 1080
        leftPadding: 72
        rightPadding: Theme.space24
        topPadding: Theme.space24
        bottomPadding: Theme.space24
        modal: true
        focus: true
        onAboutToShow: pages.page = 0
        onClosed: if (root.vm.simulation.open) root.vm.simulation.toggle()

        // Striped as nothing of the product is: this is scenery.
        background: Rectangle {
            color: Theme.card
            border.width: Theme.borderState
            border.color: Theme.warn

            Drawing {
                width: 48
                height: parent.height
                gridWidth: width
                gridHeight: Math.max(1, height)
                elements: `<rect width="48" height="${Math.max(1, height)}" fill="${Theme.warn}"/>` + stripes(height)

                function stripes(tall: real): string {
                    let drawn = "";
                    for (let y = -48; y < tall; y += 96)
                        drawn += `<path d="M0 ${y + 48} L48 ${y} V${y + 48} L0 ${y + 96} z" fill="${Theme.card}"/>`;
                    return drawn;
                }
            }
        }

        contentItem: Item {
            Pager {
                id: pages
                width: parent.width
                height: shut.y - Theme.space24

                TextLabel { width: parent.width; text: root.say["simulation.title"]; size: Theme.large ? "l" : "xl"; strong: true; tone: "warn" }
                TextLabel { width: parent.width; text: root.say["simulation.note"]; size: "s"; visible: !Theme.large }

                SimulationChoice {
                    width: parent.width
                    visible: model.length > 0
                    what: "reader"
                    model: root.vm.simulation.readers.map(name => ({"name": name, "text": name}))
                    chosen: root.vm.simulation.reader
                    onPicked: name => root.vm.simulation.chooseReader(name)
                }

                SimulationChoice {
                    width: parent.width
                    what: "group"
                    model: root.vm.simulation.groups
                    chosen: root.vm.simulation.group
                    onPicked: name => root.vm.simulation.chooseGroup(name)
                }

                Split {
                    width: parent.width
                    columns: Theme.portrait ? 2 : 3

                    Repeater {
                        model: root.vm.simulation.rows

                        SecondaryButton {
                            required property var modelData
                            objectName: "simulation-" + modelData.name
                            tone: "warn"
                            implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
                            text: modelData.text
                            onClicked: root.vm.simulation.play(modelData.name)
                        }
                    }
                }
            }

            SecondaryButton {
                id: shut
                objectName: "simulation-close"
                y: parent.height - height
                width: parent.width
                text: root.say["simulation.close"]
                onClicked: root.vm.simulation.toggle()
            }
        }
    }
}
