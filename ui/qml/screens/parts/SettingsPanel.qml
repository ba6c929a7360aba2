pragma ComponentBehavior: Bound
import QtQuick
import Doorstep
import "../../theme"
import "../../components"

// Four sizes of letters, three kinds of colour, motion or none.
Notice {
    id: root

    required property ViewModels vm
    readonly property var say: vm.texts.table
    readonly property list<real> scales: [1.0, 1.15, 1.3, 1.6]
    readonly property bool wanted: vm.settings.open

    title: say["settings.title"]
    onWantedChanged: {
        if (wanted)
            open();
        else
            close();
    }

    TextLabel {
        width: parent.width
        text: root.say["settings.size"]
        strong: true
    }

    Row {
        width: parent.width
        spacing: 16

        Repeater {
            model: root.scales

            SizeKey {
                required property real modelData
                objectName: "scale-" + modelData
                width: (parent.width - 48) / 4
                text: root.say["settings.size.1"]
                described: root.say["settings.size"] + " " + modelData
                pixelSize: Math.round(44 * modelData)
                chosen: Math.abs(root.vm.settings.textScale - modelData) < 0.01
                onClicked: root.vm.settings.chooseScale(modelData)
            }
        }
    }

    TextLabel {
        width: parent.width
        text: root.say["settings.contrast"]
        strong: true
    }

    Split {
        width: parent.width
        columns: Theme.large ? 1 : 3

        Repeater {
            model: ["normal", "high", "dark"]

            ChoiceButton {
                required property string modelData
                objectName: "contrast-" + modelData
                text: root.say["settings.contrast." + modelData]
                selected: root.vm.settings.contrast === modelData
                onClicked: root.vm.settings.chooseContrast(modelData)
            }
        }
    }

    ChoiceButton {
        width: parent.width
        objectName: "motion"
        text: root.say["settings.motion"]
        hint: root.say[root.vm.settings.animated ? "settings.motion.on" : "settings.motion.off"]
        onClicked: root.vm.settings.toggleMotion()
    }

    actions: PrimaryButton {
        objectName: "settings-done"
        text: root.say["dialog.done"]
        arrow: false
        onClicked: root.vm.settings.toggle()
    }
}
