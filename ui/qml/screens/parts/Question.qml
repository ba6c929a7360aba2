pragma ComponentBehavior: Bound
import QtQuick
import Doorstep
import "../../components"

// One field of the form by its kind; `writing` tells which keys it wants, "" when it wants none any more.
Loader {
    id: root

    required property ViewModels vm
    required property var modelData
    property bool alone: false
    readonly property bool divisible: true
    readonly property string kind: modelData.kind
    readonly property string label: alone ? "" : modelData.label
    readonly property string problem: vm.form.problems[modelData.id] ?? ""

    signal writing(keys: string)
    signal tableOpened(table: TableQuestion)

    objectName: "question-" + modelData.id
    sourceComponent: kind === "choice" || kind === "multi_choice" || kind === "yes_no" ? choice
        : kind === "date" || kind === "date_time" ? date : kind === "division" ? place : kind === "table" ? table : kind === "witness" ? witness : line

    Component {
        id: line
        LineQuestion { question: root }
    }

    Component {
        id: choice
        ChoiceList {
            label: root.label
            note: root.alone ? "" : root.modelData.note
            problem: root.problem
            options: root.modelData.options
            multiple: root.kind === "multi_choice"
            columns: root.kind === "yes_no" || root.modelData.short ? 2 : 1
            chosen: root.vm.form.values[root.modelData.id] ?? []
            onPicked: value => root.vm.form.pick(root.modelData.id, value)
        }
    }

    Component {
        id: date
        DateQuestion { question: root }
    }

    Component {
        id: place
        PlaceQuestion { question: root }
    }

    Component {
        id: witness
        WitnessQuestion { question: root }
    }

    Component {
        id: table
        TableQuestion { question: root }
    }
}
